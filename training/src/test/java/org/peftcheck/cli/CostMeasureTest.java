package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.model.SmallLlama;

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
        compare(count, cost, method.equals("linear-probing") ? 0 : 3 * 13);
    }

    /** The same of decoders, which have their own head, and of vision transformers: files of Hugging Face, and llama2.c's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama tied | lora --rank 3",
                "llama tied | full --targets everything",
                "llama | peanut --rank 3 --depth 4 --targets k,o,gate,down",
                "llama | vera --rank 4 --targets q,k,v,up",
                "llama | houlsby --rank 2",
                "llama | dylora --rank 3 --targets all-linear",
                "llama | lora --rank 2 --targets lm_head",
                "qwen3 tied | dora --rank 3 --targets all-linear",
                "qwen3 | loreft --rank 2",
                "qwen3 | fourierft --coefficients 7 --targets q,v",
                "llama2.c | adalora --rank 2 --targets q,up",
                "llama2.c | full --targets everything",
                "vit | peanut --rank 3",
                "vit | red",
                "vit | full --targets everything",
                "vit | linear-probing"
            })
    void decodersAndImagesToo(String kind, String method, @TempDir Path folder) throws IOException {
        boolean images = kind.equals("vit");
        String options = "--method " + method + (images ? " --head 3" : "") + " --json -";
        String model = kind.equals("llama2.c") ? llama2c(folder) : folder(folder, kind);
        String length = images ? "" : " --length 7";
        JsonNode count = Run.json(Run.good(args("count", model, options)));
        JsonNode cost =
                Run.json(Run.good(args("cost", model, options + " --batch 2" + length + " --measure --threads 1")));
        compare(count, cost, images && !method.equals("linear-probing") ? 3 * 13 : 0);
    }

    /** Weights in bf16: bytes to the last one, whatever is trained or stands in the place of a weight. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bert | lora --rank 3",
                "bert | pissa --rank 2",
                "bert | vera --rank 4 --targets q,k,v",
                "bert | bitfit",
                "bert | full --targets everything",
                "llama tied | peanut --rank 3",
                "qwen3 | dora --rank 3 --targets all-linear",
                "vit | houlsby --rank 2"
            })
    void weightsInBf16(String kind, String method, @TempDir Path folder) throws IOException {
        String model = kind.equals("bert") ? model(folder) : folder(folder, kind);
        String length = kind.equals("vit") ? "" : " --length 7";
        String options = "--method " + method + " --json - --batch 2" + length + " --measure --threads 1";
        JsonNode wide = Run.json(Run.good(args("cost", model, options)));
        JsonNode narrow = Run.json(Run.good(args("cost", model, options + " --storage bf16")));
        assertEquals("bf16", narrow.get("storage").asText());
        for (JsonNode step : narrow.get("measured")) {
            JsonNode frozen = step.get("frozenBytes");
            assertEquals(frozen.get("predicted"), frozen.get("measured"));
            long floats = wide.at("/measured/0/frozenBytes/measured").longValue();
            long bytes = frozen.get("measured").longValue();
            boolean none = method.startsWith("full");
            assertTrue(none ? bytes == 0 : bytes < floats && 2 * bytes >= floats, bytes + " of " + floats);
        }
    }

    private static String folder(Path folder, String kind) throws IOException {
        String sizes = kind.equals("vit")
                ? "\"image_size\": 12, \"patch_size\": 4, \"num_channels\": 2"
                : "\"num_key_value_heads\": 1, \"head_dim\": 6, \"vocab_size\": 31, \"tie_word_embeddings\": "
                        + kind.endsWith("tied");
        String config = "{\"model_type\": \"" + kind.split(" ")[0] + "\", \"hidden_size\": 12,"
                + " \"num_hidden_layers\": 2, \"num_attention_heads\": 3, \"intermediate_size\": 20, " + sizes + "}";
        Files.writeString(folder.resolve("config.json"), config);
        return folder.toString();
    }

    private static String llama2c(Path folder) throws IOException {
        return Files.write(folder.resolve("stories.bin"), SmallLlama.checkpoint(true, 5))
                .toString();
    }

    private static void compare(JsonNode count, JsonNode cost, long head) {
        long trained = count.get("trainable").longValue() + head;
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
                "--method lora --rank 2 --measure --storage fp16 | --storage: expected fp32 or bf16 with --measure, got fp16",
                "--method lora --rank 2 --storage int8 | --storage: expected one of fp32, bf16, fp16, fp64, got int8",
                "--method lora --rank 2 --measure --length 18 | --measure: expected a length of at most 17, the positions of tiny, got 18",
                "--method full --measure --length 5 | --measure: expected --targets everything with full, which is how it is trained here, got layers",
                "--method lora --rank 2 --targets everything | target everything: expected --method full and no --layers, got lora"
            })
    void whatCannotBeRunIsRefused(String options, String message, @TempDir Path folder) throws IOException {
        assertEquals("peanut: " + message, Run.refusal(args("cost", model(folder), options)));
    }

    @Test
    void aDecoderHasItsOwnHead() {
        assertEquals(
                "peanut: --measure: expected no --head for llama3-8b, a decoder with a head of its own, got 3",
                Run.refusal(args("cost", "llama3-8b", "--method lora --rank 2 --measure --head 3")));
    }

    @Test
    void aModelOfWhichNotAllSizesAreKnownIsNotRun(@TempDir Path folder) throws IOException {
        Path weights = folder.resolve("m.safetensors");
        byte[] header = "{\"layers.0.q_proj.weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}"
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(weights, bytes.putLong(header.length).put(header).array());
        String refusal =
                Run.refusal(args("cost", weights.toString(), "--method lora --rank 1 --measure --targets q_proj"));
        assertTrue(
                refusal.startsWith(
                        "peanut: recomputed activations of m.safetensors: expected an encoder, a decoder or a"
                                + " vision transformer with all its sizes, got model_type"),
                refusal);
    }
}
