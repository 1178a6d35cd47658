package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code count} says of each method, and of the head, the bytes and the break-even. */
class CountMethodsTest {

    private static String[] count(String line) {
        List<String> args = new ArrayList<>(List.of("count"));
        args.addAll(List.of(line.strip().split(" +")));
        return args.toArray(String[]::new);
    }

    private static JsonNode json(String line) {
        return Run.json(Run.good(count(line + " --json")));
    }

    /** The figures that follow from the definitions of the methods. */
    @ParameterizedTest
    @CsvSource({
        "262752, --model vit-base --method peanut --rank 7 --depth 6",
        "258048, --model vit-base --method peanut --rank 7",
        "301056, --model roberta-base --method peanut --rank 8 --depth 6",
        "297984, --model roberta-base --method peanut --rank 8 --depth 4",
        "294912, --model roberta-base --method peanut --rank 8",
        "24640, --model roberta-base --method peanut --rank 1 --depth 6 --layers 4..11",
        "24576, --model roberta-base --method peanut --rank 1 --layers 4..11",
        "589824, --model vit-base --method lora --rank 16",
        "240000, --model vit-base --method fourierft --coefficients 10000",
        "102144, --model roberta-base --method bitfit",
        "18432, --model roberta-base --method red",
        "18444, --model roberta-base --method loreft --rank 1",
        "18444, --model roberta-base --method direft --rank 1",
        "866856, --model roberta-base --method houlsby --rank 23",
        "7690, --model vit-base --method linear-probing --head 10",
        "14155776, --model vit-base --method full",
        "608256, --model vit-base --method dora --rank 16",
        "18816, --model roberta-base --method vera --rank 16",
        "590208, --model vit-base --method adalora --rank 16",
        "589824, --model vit-base --method pissa --rank 16",
        "589824, --model vit-base --method milora --rank 16"
    })
    void theFiguresOfTheMethods(long trainable, String arguments) {
        JsonNode count = json(arguments);
        assertEquals(trainable, count.get("trainable").longValue());
        long sum = 0;
        for (JsonNode layer : count.get("layers")) {
            sum += layer.get("trainable").longValue();
        }
        assertEquals(trainable, sum);
        String text = Run.good(count(arguments));
        assertTrue(text.contains("\ntrainable parameters: " + trainable + "\n"), text);
        String csv = Run.good(count(arguments + " --csv"));
        assertTrue(csv.endsWith(",total,,,," + trainable + "\n"), csv);
        assertEquals(count.get("layers").size() + 2, csv.lines().count());
    }

    @Test
    void theHeadIsCountedApart() {
        String without = Run.good(count("--model vit-base --method lora --rank 4"));
        assertTrue(without.contains("\nhead: none; what a head for the task adds is not counted\n"), without);
        String with = Run.good(count("--model vit-base --method lora --rank 4 --head 100"));
        assertTrue(with.contains("\ntrainable parameters: 147456\n"), with);
        assertTrue(
                with.contains("\nhead: linear with biases, 100 classes on 768 features: 76900 trainable parameters,"
                        + " counted apart\n"),
                with);
        assertEquals(
                76900,
                json("--model vit-base --method lora --rank 4 --head 100")
                        .at("/head/trainable")
                        .longValue());
        assertEquals(
                "peanut: --head: expected none or a number of classes >= 1, got 0",
                Run.refusal(count("--model vit-base --method lora --rank 4 --head 0")));
    }

    @Test
    void bytesAreThoseOfTheFormat() {
        String lora = Run.good(count("--model vit-base --method lora --rank 4 --dtype bf16"));
        assertTrue(lora.contains("\non disk: 294912 bytes in bf16\n"), lora);
        String vera = Run.good(count("--model vit-base --method vera --rank 4"));
        assertTrue(
                vera.contains("\non disk: 74112 bytes in fp32; a further 24576 if the 6144 frozen numbers are stored"
                        + " too\n"),
                vera);
        assertEquals(
                "peanut: --dtype: expected one of fp32, bf16, fp16, fp64, got int8",
                Run.refusal(count("--model vit-base --method lora --rank 4 --dtype int8")));
    }

    @Test
    void aMethodOnHiddenStatesHasPlacesForLayers() {
        String bitfit = Run.good(count("--model roberta-base --method bitfit"));
        assertTrue(bitfit.startsWith("BitFit on roberta-base\nin all: "), bitfit);
        assertTrue(bitfit.contains("layer norms of a block"), bitfit);
        assertEquals(
                "peanut: BitFit: expected no --targets and no --layers, since it works on hidden states of all blocks,"
                        + " got query",
                Run.refusal(count("--model roberta-base --method bitfit --targets query")));
        assertEquals(
                "peanut: BitFit: expected an encoder in the manner of BERT, whose biases are known, got model_type llama",
                Run.refusal(count("--model llama2-7b --method bitfit")));
        assertEquals(
                "peanut: BitFit: expected options among none, got depth",
                Run.refusal(count("--model roberta-base --method bitfit --depth 4")));
        assertEquals(
                "peanut: linear probing: expected --head N with the number of classes, got none",
                Run.refusal(count("--model vit-base --method linear-probing")));
        assertEquals(
                "peanut: LoReFT bottleneck: expected at most 768 (the features of a hidden state), got 769",
                Run.refusal(count("--model roberta-base --method loreft --rank 769")));
        assertEquals(
                "peanut: RED: expected no --rank, got 3",
                Run.refusal(count("--model roberta-base --method red --rank 3")));
    }

    @Test
    void breakEvenLinesCiteTheirClaims() {
        JsonNode lines = json("--model llama3-8b --method peanut --rank 8 --targets q,v,down,gate")
                .get("breakEven");
        assertEquals(4 * 5, lines.size());
        List<String> saving = new ArrayList<>();
        for (JsonNode line : lines) {
            long peanut = line.get("parameters").longValue();
            long lora = line.get("lora").longValue();
            assertEquals(peanut < lora, line.get("saves").booleanValue(), line.toString());
            if (line.get("saves").booleanValue()) {
                saving.add(line.get("dOut") + "x" + line.get("dIn") + " "
                        + line.get("claim").textValue());
            }
        }
        assertEquals(
                List.of(
                        "1024x4096 saving-transposed",
                        "14336x4096 saving-break-even",
                        "14336x4096 saving-r-plus-1",
                        "14336x4096 saving-frozen-direction",
                        "14336x4096 saving-width-r",
                        "4096x14336 saving-transposed"),
                saving);
        String text = Run.good(count("--model vit-base --method peanut --rank 8"));
        assertTrue(text.contains("break-even against LoRA of rank r = 8, a layer"), text);
        assertTrue(text.contains("saving-break-even"), text);
        assertTrue(text.contains("768 x 768 (d_out x d_in): LoRA has 12288\n"), text);
    }

    @Test
    void everyLineOfAComparisonFitsTheWidth() {
        String text =
                Run.good(count("--model llama3-8b --compare lora,dora,peanut,vera --budget 50M --targets all-linear"));
        assertEquals(
                List.of(),
                text.lines().filter(line -> line.length() > Console.WIDTH).toList());
        assertTrue(
                Run.good(count("--model llama3-8b --compare lora --budget 50M")).startsWith("1 method on llama3-8b"));
    }

    @Test
    void anEmptyNameIsRefused() {
        assertEquals(
                "peanut: method: expected names separated by single commas, got an empty one",
                Run.refusal(count("--model llama3-8b --compare lora,,dora --budget 50M")));
    }

    @Test
    void theHelpNamesEveryMethod() {
        for (String command : List.of("count", "cost")) {
            String help = Run.good(command, "--help").replaceAll("\\s+", " ");
            for (String name : new MethodNames()) {
                assertTrue(help.contains(name), command + ": " + name);
            }
        }
    }
}
