package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.generation.PlainDecoder;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;

/** The formula in double precision against plain loops: random LLaMA and Qwen3 decoders whose key heads are shared. */
class DecoderForwardTest {

    private static final double CLOSE = 1e-6;
    private static final int[][] TEXTS = {{3, 30, 7, 7, 0, 12, 21}, {5, 1, 2, 28}};

    /** The logits at every place, by the formula. */
    private static double[] formula(DecoderConfig config, Map<String, FloatTensor> weights) {
        DecoderNetwork network = new DecoderNetwork(config, Prediction.EVERY_TOKEN);
        ReferenceAlgebra algebra = new ReferenceAlgebra();
        return network.outputs(
                        algebra,
                        ReferenceEncoder.weights(algebra, weights),
                        ReferenceInputs.of(network, TokenBatch.of(7, 9, TEXTS)))
                .values();
    }

    /** The largest difference from plain loops where there are tokens. */
    private static double difference(double[] logits, DecoderConfig config, Map<String, FloatTensor> weights) {
        PlainDecoder plain = PlainDecoder.of(config, weights);
        double largest = 0;
        for (int row = 0; row < TEXTS.length; row++) {
            plain.restart();
            for (int t = 0; t < TEXTS[row].length; t++) {
                double[] expected = plain.read(TEXTS[row][t]);
                int start = (row * 7 + t) * config.vocabulary();
                for (int k = 0; k < expected.length; k++) {
                    largest = Math.max(largest, Math.abs(expected[k] - logits[start + k]));
                }
            }
        }
        return largest;
    }

    @ParameterizedTest
    @CsvSource({"LLAMA, false", "LLAMA, true", "QWEN3, false", "QWEN3, true"})
    void theFormulaIsThatOfPlainLoops(Family family, boolean tied) {
        DecoderConfig config = RandomDecoder.of(family, tied);
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 4);
        double[] logits = formula(config, weights);
        assertEquals(0, difference(logits, config, weights), CLOSE);
        assertTrue(Arrays.stream(logits).map(Math::abs).max().orElseThrow() > 1);
    }

    /** Gains of heads, a key head, a rotary base: each alone moves the logits by far more than the two differ. */
    @Test
    void plantedMistakesAreSeen() {
        DecoderConfig config = RandomDecoder.QWEN3;
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 4);
        Map<String, FloatTensor> others = new HashMap<>(weights);
        others.put("model.layers.0.self_attn.q_norm.weight", weights.get("model.layers.1.self_attn.q_norm.weight"));
        assertTrue(difference(formula(config, others), config, weights) > 1000 * CLOSE);
        others = new HashMap<>(weights);
        FloatTensor key = weights.get("model.layers.1.self_attn.k_proj.weight");
        float[] exchanged = new float[key.values().length];
        for (int k = 0; k < exchanged.length; k++) {
            exchanged[k] = key.values()[(k + exchanged.length / 2) % exchanged.length];
        }
        others.put("model.layers.1.self_attn.k_proj.weight", new FloatTensor(key.shape(), exchanged));
        assertTrue(difference(formula(config, others), config, weights) > 1000 * CLOSE);
        DecoderConfig turning = new DecoderConfig(
                config.family(),
                config.layers(),
                config.hidden(),
                config.heads(),
                config.keyValueHeads(),
                config.headWidth(),
                config.intermediate(),
                config.vocabulary(),
                config.longestInput(),
                config.rmsNormEpsilon(),
                2 * config.ropeTheta(),
                config.tiedHead(),
                config.biases());
        assertTrue(difference(formula(turning, weights), config, weights) > 1000 * CLOSE);
    }
}
