package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterRegistry;

class CostCommandTest {

    private static String[] cost(String line) {
        List<String> args = new ArrayList<>(List.of("cost"));
        args.addAll(List.of(line.strip().split(" +")));
        return args.toArray(String[]::new);
    }

    private static JsonNode json(String line) {
        return Run.json(Run.good(cost(line + " --json")));
    }

    @Test
    void theTableHasFormulasAndAssumptions() {
        String out = Run.good(cost("--model roberta-base --method lora --rank 8 --batch 16 --length 64"));
        assertTrue(out.startsWith("LoRA on roberta-base, rank 8, batch 16, length 64\n"), out);
        assertTrue(out.contains("n = 1024 tokens, T = 64, h = 768"), out);
        assertTrue(out.contains("\nmaterialised\n") && out.contains("\nfactored\n"), out);
        assertTrue(out.contains("n L 2 w"), out);
        assertTrue(out.contains("assumptions:\n  - frozen weights and activations in fp32"), out);
    }

    static List<String> methods() {
        return AdapterRegistry.standard().methods().stream()
                .map(AdapterMethod::id)
                .toList();
    }

    /** Every method has both forms; parts add up to the whole; a formed weight takes more memory than factors do. */
    @ParameterizedTest
    @MethodSource("methods")
    void partsAddUp(String method) {
        boolean sized = !List.of("full", "fourierft").contains(method);
        JsonNode cost = json("--model minilm-l6 --method " + method + (sized ? " --rank 4" : ""));
        for (JsonNode form : cost.get("forms")) {
            assertEquals(form.get("flopsPerStep").longValue(), sum(form.get("flops")));
            assertEquals(form.get("peakBytes").longValue(), sum(form.get("memory")));
            assertEquals(
                    form.get("flopsPerStep").longValue() / (8 * 128),
                    form.get("flopsPerToken").longValue());
            for (JsonNode part : form.get("flops")) {
                assertTrue(part.get("value").longValue() >= 0, part.toString());
            }
        }
    }

    private static long sum(JsonNode parts) {
        long sum = 0;
        for (JsonNode part : parts) {
            sum += part.get("value").longValue();
        }
        return sum;
    }

    @Test
    void factorsTakeFewerOperationsThanAFormedTweaker() {
        JsonNode forms = json("--model roberta-base --method peanut --rank 8").get("forms");
        long formed = forms.at("/materialised/flopsPerStep").longValue();
        assertTrue(forms.at("/factored/flopsPerStep").longValue() < formed);
        assertEquals(
                1024L * 2 * 12 * (4 * 768 * 768 + 2 * 768 * 3072),
                forms.at("/factored/flops/0/value").longValue());
    }

    @Test
    void halfPrecisionHalvesWeightsAndActivations() {
        JsonNode full = json("--model vit-base --method lora --rank 4").at("/forms/factored/memory");
        JsonNode half =
                json("--model vit-base --method lora --rank 4 --dtype bf16").at("/forms/factored/memory");
        assertEquals(4 * 85798656L, full.at("/0/value").longValue());
        assertEquals(2 * 85798656L, half.at("/0/value").longValue());
        assertEquals(full.at("/4/value").longValue(), 2 * half.at("/4/value").longValue());
        assertEquals(
                197,
                json("--model vit-base --method lora --rank 4").get("length").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--method lora | cost: expected --rank=R, got none",
                "--method lora --rank 0 | LoRA rank: expected at least 1, got 0",
                "--method lora --rank 385 | LoRA rank: expected at most 384 (the smaller side of encoder.layer.{i}.attention.self.query, 384 x 384), got 385",
                "--method full --rank 2 | full fine-tuning: expected no --rank, got 2",
                "--method bitfit | BitFit: expected a method that rewrites weights",
                "--method lorra | method `lorra`: not known; near names: lora, dora",
                "--method lora --rank 2 --batch 0 | training: expected batch, length, bytes >= 1, got 0, 128, 4"
            })
    void refusals(String arguments, String message) {
        assertEquals("peanut: " + message, Run.refusal(cost("--model minilm-l6 " + arguments)));
    }

    @Test
    void weightsAloneDoNotTellTheHeads(@TempDir Path folder) throws java.io.IOException {
        String header = "{\"a.0.q_proj.weight\":{\"dtype\":\"F16\",\"shape\":[1,1],\"data_offsets\":[0,2]}}";
        byte[] text = header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path file = folder.resolve("m.safetensors");
        Files.write(
                file,
                java.nio.ByteBuffer.allocate(8 + text.length + 2)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .array());
        assertEquals(
                "peanut: m.safetensors: expected a model whose number of attention heads is known, by name or by its"
                        + " config.json",
                Run.refusal("cost", "--model", file.toString(), "--method", "lora", "--rank", "1", "--targets", "q"));
        String count =
                Run.good("count", "--model", file.toString(), "--method", "lora", "--rank", "1", "--targets", "q");
        assertTrue(count.contains("share: 200.0000 % of 1 (m.safetensors all in the file)"), count);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertTrue(Run.refusal("count", "--model", file.toString(), "--method", "lora", "--rank", "1")
                .contains("expected an end within the 1 bytes of data in the file"));
    }
}
