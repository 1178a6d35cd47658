package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenRegistry;

class CostCommandTest {

    private static final String PEANUT = "cost --model roberta-base --method peanut --rank 8 --batch 4 --length 128";

    private static String[] args(String text) {
        return text.split(" ");
    }

    @Test
    void bothFormsAreShownWithFormulasAndAssumptions() {
        String out = Run.good(args(PEANUT));
        assertTrue(
                out.startsWith(
                        "PEANuT on roberta-base, rank 8, depth 2, orientation standard, batch 4, length 128, bf16\n"),
                out);
        assertTrue(out.contains("| materialised |     factored\n"), out);
        assertTrue(
                out.contains("factored, a layer, backward FLOPs: (2*d_in*d_out*r + d_out*r)"
                        + " + n (2*d_in*d_out + 4*d_in*r + 4*d_out*r)\n"),
                out);
        assertTrue(out.contains("AdamW's two moments in fp32"), out);
        assertTrue(out.contains("No checkpointing"), out);
    }

    @Test
    void jsonAddsUpAndSaysTheSame() {
        JsonNode json = Run.json(Run.good(args(PEANUT + " --json -")));
        String text = Run.good(args(PEANUT));
        assertEquals(294912, json.get("trainable").longValue());
        assertEquals(2, json.get("forms").size());
        for (JsonNode form : json.get("forms")) {
            for (String kind : new String[] {"flops", "bytes"}) {
                long sum = 0;
                for (JsonNode figure : form.get(kind)) {
                    sum += figure.longValue();
                }
                long total = form.get(kind).get("total").longValue();
                long perToken = form.get(kind).path("perToken").asLong();
                assertEquals(2 * total + perToken, sum, kind);
                assertTrue(text.contains(" " + total), text);
            }
            assertEquals(4 * 294912, form.at("/bytes/gradients").longValue());
            assertEquals(2 * 124645632L, form.at("/bytes/frozenWeights").longValue());
        }
        long materialised = json.at("/forms/0/flops/total").longValue();
        assertTrue(materialised > json.at("/forms/1/flops/total").longValue());
    }

    @Test
    void methodsOnHiddenStatesHaveOneForm() {
        JsonNode json = Run.json(Run.good(args("cost --model vit-base --method houlsby --rank 8 --json -")));
        assertEquals("hidden-states", json.at("/forms/0/form").textValue());
        assertEquals(1, json.get("forms").size());
        assertEquals(197, json.get("length").intValue());
        assertEquals(
                "output of the attention", json.at("/forms/0/formulas/0/place").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--model vit-base --method lora --rank 2 --length 5 | --length: expected 197, the tokens of an image of vit-base, got 5",
                "--model roberta-base --method lora --rank 2 --batch 0 | --batch: expected a number >= 1, got 0",
                "--model roberta-base --method lora --rank 2 --length -1 | --length: expected a number >= 1, got -1",
                "--model roberta-base --method lora --rank 2 --attention flash | --attention: expected one of fused, eager, recomputed, got flash",
                "--model roberta-base --method lora --budget 10 | --budget 10: expected at least 36864, the smallest count of LoRA here",
                "--model roberta-base --method lorra --rank 2 | method `lorra`: not known; near names: lora, dora",
                "--model minilm-l6 --method lora --rank 0 | LoRA rank: expected at least 1, got 0",
                "--model minilm-l6 --method lora --rank 385 | LoRA rank: expected at most 384 (the smaller side of encoder.layer.{i}.attention.self.query, 384 x 384), got 385",
                "--model minilm-l6 --method full --rank 2 | full fine-tuning: expected no --rank, got 2",
                "--model minilm-l6 --method linear-probing | linear probing: expected --head N with the number of classes, got none",
                "--model minilm-l6 --method lora --rank 2 --budget 9k | expected one of --rank and --budget, got both",
                "--model minilm-l6 --method lora --rank 2 --dtype int8 | --dtype: expected one of fp32, bf16, fp16, fp64, got int8",
                "--model roberta-base --method lora | expected --rank=R or --budget=N, got neither"
            })
    void whatCannotBeMeantIsRefused(String options, String message) {
        assertEquals("peanut: " + message, Run.refusal(args("cost " + options)));
    }

    static List<String> methods() {
        return Stream.concat(
                        AdapterRegistry.standard().methods().stream().map(AdapterMethod::id),
                        HiddenRegistry.methods().stream().map(HiddenAdapter::id))
                .toList();
    }

    /** Every method has a cost on a model that it is defined for, with no part below 0 and parts that add up. */
    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodHasACost(String method) {
        boolean sized =
                !List.of("full", "fourierft", "bitfit", "red", "linear-probing").contains(method);
        JsonNode json = Run.json(Run.good(
                args("cost --model minilm-l6 --head 2 --method " + method + (sized ? " --rank 4" : "") + " --json")));
        JsonNode count = Run.json(Run.good(
                args("count --model minilm-l6 --head 2 --method " + method + (sized ? " --rank 4" : "") + " --json")));
        assertEquals(count.get("trainable"), json.get("trainable"));
        for (JsonNode form : json.get("forms")) {
            JsonNode flops = form.get("flops");
            long total = flops.get("total").longValue();
            assertEquals(total / 512, flops.get("perToken").longValue());
            long forward = flops.get("modelForward").longValue()
                    + flops.get("adapterForward").longValue();
            long backward = flops.get("modelBackward").longValue()
                    + flops.get("adapterBackward").longValue();
            assertEquals(total, forward + backward);
            assertTrue(backward > 0 && backward <= 3 * forward, flops.toString());
            form.get("bytes").forEach(part -> assertTrue(part.longValue() >= 0, form.toString()));
        }
    }

    @Test
    void singlePrecisionDoublesWeightsAndActivations() {
        String line = "cost --model vit-base --method lora --rank 4 --json --dtype ";
        JsonNode half = Run.json(Run.good(args(line + "bf16"))).at("/forms/1/bytes");
        JsonNode single = Run.json(Run.good(args(line + "fp32"))).at("/forms/1/bytes");
        for (String part : List.of("frozenWeights", "modelActivations", "adapterActivations")) {
            assertEquals(2 * half.get(part).longValue(), single.get(part).longValue(), part);
        }
        assertEquals(half.get("gradients"), single.get("gradients"));
    }

    @Test
    void aBudgetTakesThePlaceOfARank() {
        assertEquals(
                Run.good(args("cost --model vit-base --method lora --rank 4")),
                Run.good(args("cost --model vit-base --method lora --budget lora:4")));
    }

    private static Path header(Path folder, int bytes, String... layers) throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < layers.length; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"" + layers[i] + ".weight\":{\"dtype\":\"F16\",\"shape\":[1,1],\"data_offsets\":[" + 2 * i
                            + "," + (2 * i + 2) + "]}");
        }
        byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + text.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
        return Files.write(folder.resolve("m.safetensors"), file);
    }

    @Test
    void weightsAloneDoNotTellTheHeads(@TempDir Path folder) throws IOException {
        String[] layers = {"a.0.q_proj", "a.0.k_proj", "a.0.v_proj", "a.0.up_proj"};
        String on = " --model " + header(folder, 8, layers) + " --method lora --rank 1 --targets q";
        assertTrue(
                Run.good(args("cost" + on)).startsWith("LoRA on m.safetensors, rank 1, batch 1, length 512, bf16\n"));
        assertEquals(
                "peanut: scores of m.safetensors: expected a number of attention heads, which only a config.json says,"
                        + " found none",
                Run.refusal(args("cost" + on + " --attention eager")));
        String count = Run.good(args("count" + on));
        assertTrue(count.contains("share: 50.0000 % of 4 (m.safetensors all in the file)"), count);
        header(folder, 7, layers);
        String refusal = Run.refusal(args("count" + on));
        assertTrue(refusal.contains("expected an end within the 7 bytes of data in the file"), refusal);
    }
}
