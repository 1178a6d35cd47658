package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.training.model.DecoderConfig.Family;

class DecoderTensorsTest {

    @Test
    void pairsSideBySideBecomeHalves() {
        assertArrayEquals(new int[] {0, 2, 1, 3, 4, 6, 5, 7}, DecoderTensors.halves(2, 4));
        assertArrayEquals(new int[] {0, 2, 4, 1, 3, 5}, DecoderTensors.halves(1, 6));
        assertArrayEquals(new int[] {0, 1, 2, 3}, DecoderTensors.halves(2, 2));
    }

    @Test
    void shapesAreThoseOfTheSizes() {
        Map<String, List<Integer>> shapes = DecoderTensors.required(RandomDecoder.QWEN3);
        assertEquals(List.of(24, 12), shapes.get("model.layers.1.self_attn.q_proj.weight"));
        assertEquals(List.of(12, 12), shapes.get("model.layers.1.self_attn.k_proj.weight"));
        assertEquals(List.of(12, 24), shapes.get("model.layers.0.self_attn.o_proj.weight"));
        assertEquals(List.of(6), shapes.get("model.layers.0.self_attn.q_norm.weight"));
        assertEquals(List.of(31, 12), shapes.get("lm_head.weight"));
        assertEquals(3 + 2 * 11, shapes.size());
        assertEquals(2 + 2 * 9, DecoderTensors.required(RandomDecoder.TIED).size());
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        Map<String, FloatTensor> weights = new HashMap<>(RandomDecoder.weights(RandomDecoder.TIED, 1));
        weights.put("model.norm.weight", FloatTensor.zeros(13));
        refused("model x: expected model.norm.weight of 12, found 13", weights);
        weights.remove("model.norm.weight");
        refused("model x: expected model.norm.weight of 12, found no such tensor", weights);
        weights.put("model.norm.weight", FloatTensor.zeros(12));
        weights.put("lm_head.weight", FloatTensor.zeros(31, 12));
        refused(
                "model x: expected the tensors of 2 blocks and nothing else, found 1 more, such as lm_head.weight",
                weights);
        assertTrue(RandomDecoder.decoder(RandomDecoder.TIED, 1).toString().startsWith("tiny-decoder DecoderConfig["));
    }

    private static void refused(String message, Map<String, FloatTensor> weights) {
        BadModelException refusal =
                assertThrows(BadModelException.class, () -> new PretrainedDecoder("x", RandomDecoder.TIED, weights));
        assertEquals(message, refusal.getMessage());
    }

    private static DecoderConfig config(int layers, int keyHeads, int width, double epsilon, double theta) {
        return new DecoderConfig(
                Family.LLAMA,
                layers,
                12,
                4,
                keyHeads,
                width,
                20,
                31,
                24,
                epsilon,
                theta,
                true,
                DecoderConfig.NO_BIASES);
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertEquals(2, config(1, 2, 6, 0, 1).group());
        refused("decoder: expected sizes of at least 1, got 0", () -> config(0, 2, 6, 1e-5, 1e4));
        refused(
                "decoder: expected a number of key and value heads that divides 4 heads, got 3",
                () -> config(1, 3, 6, 1e-5, 1e4));
        refused("decoder: expected heads of an even width, got 5", () -> config(1, 2, 5, 1e-5, 1e4));
        refused(
                "decoder: expected an RMS norm's epsilon of at least 0 and a rotary base above 0, got -1.0 and 10000.0",
                () -> config(1, 2, 6, -1, 1e4));
        refused(
                "decoder: expected an RMS norm's epsilon of at least 0 and a rotary base above 0, got 1.0E-5 and NaN",
                () -> config(1, 2, 6, 1e-5, Double.NaN));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
