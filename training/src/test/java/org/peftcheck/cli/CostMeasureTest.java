package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostMeasureTest {

    private static String model(Path folder) throws IOException {
        String config = "{\"model_type\": \"bert\", \"hidden_size\": 12, \"num_hidden_layers\": 2,"
                + " \"num_attention_heads\": 3, \"intermediate_size\": 20, \"vocab_size\": 31,"
                + " \"max_position_embeddings\": 17, \"type_vocab_size\": 2}";
        return Files.writeString(folder.resolve("tiny.json"), config).toString();
    }

    private static String[] args(String command, String model, String options) {
        return (command + " --model " + model + " " + options).split(" ");
    }

    /** What `count` prints is what a session of the engine trains, and what `cost` prints of products and weights what it counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lora --rank 3",
                "lora --rank 5 --targets all-linear",
                "pissa --rank 2",
                "milora --rank 2 --targets up,down",
                "dora --rank 3 --norm-axis column",
                "vera --rank 4 --targets q,k,v",
                "adalora --rank 2",
                "fourierft --coefficients 7",
                "multiplicative-lora --rank 3 --targets q,up",
                "nonlinear-lora --rank 3 --targets down",
                "peanut --rank 3 --layers 1..1",
                "peanut --rank 4 --depth 6 --orientation transposed --targets q,up,output",
                "houlsby --rank 2",
                "adapter-fnn --rank 2",
                "red",
                "loreft --rank 2",
                "direft --rank 2",
                "bitfit",
                "dylora --rank 3",
                "roselora --rank 2 --targets q,up",
                "linear-probing",
                "full --targets everything"
            })
    void whatIsCountedIsWhatRuns(String method, @TempDir Path folder) throws IOException {
        String options = "--method " + method + " --head 3 --json -";
        JsonNode count = Run.json(Run.good(args("count", model(folder), options)));
        JsonNode cost = Run.json(
                Run.good(args("cost", model(folder), options + " --batch 2 --length 7 --measure --threads 1")));
        boolean probing = method.equals("linear-probing");
        long trained = count.get("trainable").longValue() + (probing ? 0 : 3 * 13);
        assertTrue(cost.get("measured").size() > 0);
        for (JsonNode step : cost.get("measured")) {
            assertEquals(trained, step.at("/trained/measured").longValue());
            for (String figure : List.of(
                    "trained",
                    "forwardFlops",
                    "flops",
                    "frozenBytes",
                    "trainedBytes",
                    "gradientBytes",
                    "optimiserBytes")) {
                assertEquals(step.get(figure).get("predicted"), step.get(figure).get("measured"), figure);
            }
            assertTrue(step.at("/activationBytes/measured").longValue() > 0);
        }
        for (JsonNode form : cost.get("forms")) {
            long total = form.at("/flops/total").longValue();
            assertTrue(
                    cost.get("measured").findValues("flops").stream()
                            .anyMatch(flops -> flops.get("measured").longValue() == total),
                    form.toString());
        }
    }

    /** The equality is not idle: DyLoRA by the mean of the ranks that steps draw, or RoseLoRA by what it leaves, would be seen. */
    @ParameterizedTest
    @CsvSource({"dylora --rank 3, dylora --rank 2", "roselora --rank 3, roselora --rank 1"})
    void aWrongCountIsSeen(String run, String counted, @TempDir Path folder) throws IOException {
        String model = model(folder);
        JsonNode count = Run.json(Run.good(args("count", model, "--method " + counted + " --json -")));
        JsonNode cost = Run.json(Run.good(
                args("cost", model, "--method " + run + " --batch 2 --length 7 --measure --threads 1 --json -")));
        assertNotEquals(
                count.get("trainable").longValue() + 2 * 13,
                cost.at("/measured/0/trained/measured").longValue());
        assertEquals(
                cost.get("trainable").longValue() + 2 * 13,
                cost.at("/measured/0/trained/measured").longValue());
    }

    @Test
    void theTextHasPredictedAndMeasuredSideBySide(@TempDir Path folder) throws IOException {
        String out = Run.good(
                args("cost", model(folder), "--method lora --rank 3 --batch 2 --length 7 --measure --threads 1"));
        assertTrue(out.contains("factored, as run"), out);
        assertTrue(out.matches("(?s).*FLOPs, all +\\| +(\\d+) \\| +\\1 \\| 1\\.0000.*"), out);
        assertTrue(out.contains("computed again"), out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--method lora --rank 2 --measure --dtype bf16 | --measure: expected no --dtype and no --attention, since steps here are fp32 and recomputed, got bf16",
                "--method lora --rank 2 --measure --length 18 | --measure: expected a length of at most 17, the positions of tiny, got 18",
                "--method full --measure --length 5 | --measure: expected --targets everything with full, which is how it is trained here, got layers",
                "--method lora --rank 2 --targets everything | target everything: expected --method full and no --layers, got lora"
            })
    void whatCannotBeRunIsRefused(String options, String message, @TempDir Path folder) throws IOException {
        assertEquals("peanut: " + message, Run.refusal(args("cost", model(folder), options)));
    }

    @Test
    void onlyEncodersInTheMannerOfBertAreRun() {
        String options = "--method lora --rank 2 --measure";
        assertEquals(
                "peanut: recomputed activations of llama3-8b: expected an encoder in the manner of BERT, whose buffers are"
                        + " known, got model_type llama",
                Run.refusal(args("cost", "llama3-8b", options)));
    }
}
