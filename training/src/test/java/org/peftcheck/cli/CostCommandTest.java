package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "--model roberta-base --method lora --rank 2 --attention flash | --attention: expected one of fused, eager, got flash",
                "--model roberta-base --method lora --budget 10 | --budget 10: expected at least 36864, the smallest count of LoRA here",
                "--model roberta-base --method lorra --rank 2 | method `lorra`: not known; near names: lora, dora",
                "--model roberta-base --method lora | expected --rank=R or --budget=N, got neither"
            })
    void whatCannotBeMeantIsRefused(String options, String message) {
        assertEquals("peanut: " + message, Run.refusal(args("cost " + options)));
    }
}
