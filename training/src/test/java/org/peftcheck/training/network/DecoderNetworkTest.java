package org.peftcheck.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderConfig.Family;
import org.peftcheck.training.model.DecoderTensors;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork.Prediction;

class DecoderNetworkTest {

    private static final TokenBatch BATCH =
            TokenBatch.of(3, 0, new int[] {4, 5, 6}, new int[] {7, 8}).predicting(1, 1);

    private static DecoderConfig with(DecoderConfig c, Biases biases) {
        return RandomDecoder.like(c, c.ropeTheta(), c.tiedHead(), biases);
    }

    /** As many parameters as the counts know, and the layers by the same names with the same shapes. */
    @ParameterizedTest
    @CsvSource({
        "LLAMA, true, false, false, false",
        "LLAMA, false, true, true, false",
        "LLAMA, false, true, false, false",
        "QWEN3, true, false, false, true",
        "QWEN3, false, false, false, false"
    })
    void tensorsAreThoseOfTheCounts(Family family, boolean tied, boolean qkv, boolean output, boolean mlp) {
        DecoderConfig config = with(RandomDecoder.of(family, tied), new Biases(qkv, output, mlp));
        DecoderNetwork network = new DecoderNetwork(config, Prediction.EVERY_TOKEN);
        Map<String, List<Integer>> required = DecoderTensors.required(config);
        long parameters = required.values().stream()
                .mapToLong(shape -> FloatTensor.count(
                        shape.stream().mapToInt(Integer::intValue).toArray()))
                .sum();
        assertEquals(network.architecture().parameters(), parameters);
        Set<String> unknown = network.architecture().layers().stream()
                .flatMap(layer -> layer.names().stream()
                        .filter(name -> !List.of(layer.dOut(), layer.dIn()).equals(required.get(name + ".weight"))))
                .collect(Collectors.toSet());
        assertEquals(tied ? Set.of("lm_head") : Set.of(), unknown);
        assertTrue(network.headShapes().isEmpty());
        assertTrue(required.keySet().stream().allMatch(network::uses));
        assertEquals(!tied, network.uses("lm_head.weight"));
    }

    @ParameterizedTest
    @EnumSource(Prediction.class)
    void inputsHaveTheirShapes(Prediction prediction) {
        DecoderNetwork network = new DecoderNetwork(RandomDecoder.LLAMA, prediction);
        TokenBatch batch = prediction == Prediction.NEXT_TOKEN ? BATCH.predicting(3, 2) : BATCH;
        Map<String, int[]> indices = network.indices(batch);
        Map<String, float[]> numbers = network.numbers(batch);
        int count = 0;
        for (InputTensor input : network.inputs(2, 3)) {
            int entries = FloatTensor.count(input.shape());
            assertEquals(
                    entries,
                    input.whole() ? indices.get(input.name()).length : numbers.get(input.name()).length,
                    input.name());
            count++;
        }
        assertEquals(count, indices.size() + numbers.size());
    }

    @Test
    void sharesAreThoseOfThePredictedTokens() {
        DecoderNetwork network = new DecoderNetwork(RandomDecoder.LLAMA, Prediction.LIKELIHOOD);
        float third = 1f / 3;
        assertArrayEquals(
                new float[] {third, third, 0, third, 0, 0},
                network.numbers(BATCH).get(DecoderNetwork.SHARES));
        assertArrayEquals(new int[] {5, 6, 0, 8, 0, 0}, network.indices(BATCH).get(DecoderNetwork.LABELS));
        assertArrayEquals(new float[6], network.numbers(BATCH.predicting(3, 2)).get(DecoderNetwork.SHARES));
        assertArrayEquals(new float[] {0, 0, 1, 0, 1, 0}, network.numbers(BATCH).get(DecoderNetwork.LAST));
    }

    /** At position 2 with θ = 100 and heads of width 4, the first pair turns by 2 and the second by 0.2. */
    @Test
    void positionsTurnHeads() {
        RotaryPositions positions = new RotaryPositions(4, 100);
        float[] cosines = positions.cosines(3);
        float[] sines = positions.sines(3);
        assertArrayEquals(new float[] {1, 1, 1, 1}, Arrays.copyOf(cosines, 4));
        assertArrayEquals(new float[] {0, 0, 0, 0}, Arrays.copyOf(sines, 4));
        assertEquals(Math.cos(2), cosines[8], 1e-7);
        assertEquals(Math.cos(0.2), cosines[9], 1e-7);
        assertEquals(Math.cos(2), cosines[10], 1e-7);
        assertEquals(Math.sin(0.2), sines[11], 1e-7);
        assertArrayEquals(new float[] {0, 0, -1, 0, 0, 0, 0, -1, 1, 0, 0, 0, 0, 1, 0, 0}, positions.turn());
        assertArrayEquals(new float[] {0, -1e9f, -1e9f, 0, 0, -1e9f, 0, 0, 0}, RotaryPositions.causal(3));
    }

    @Test
    void outputsAreExchanged() {
        FineTuning network =
                DecoderNetwork.pretrained(RandomDecoder.decoder(RandomDecoder.QWEN3, 1), Prediction.LIKELIHOOD);
        FineTuning other = DecoderNetwork.giving(network, Prediction.NEXT_TOKEN);
        assertEquals(new DecoderNetwork(RandomDecoder.QWEN3, Prediction.NEXT_TOKEN), other.formula());
        assertEquals(network.weights(), other.weights());
        assertTrue(network.trainedWeights().isEmpty());
        assertFalse(network.weights().isEmpty());
    }
}
