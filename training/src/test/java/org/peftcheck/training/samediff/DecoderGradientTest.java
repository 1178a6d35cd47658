package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderConfig.Family;
import org.peftcheck.training.model.DecoderTensors;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Gradients of decoders against central differences of their loss in double precision. */
class DecoderGradientTest {

    private static final double TOLERANCE = 1e-4;
    private static final double FLOOR = 2e-6;

    private static List<String> failures(FineTuning trained, FineTuning checked, TokenBatch batch) {
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(trained)) {
            return GradientCheck.failures(checked, session, batch, TOLERANCE, FLOOR);
        }
    }

    private static List<String> failures(FineTuning network) {
        return failures(network, network, SmallDecoder.batch(5, 3, 7));
    }

    private static WeightAdapter adapter(String method) {
        return AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
    }

    private static WeightAdapter tweaker(Orientation orientation) {
        return new Peanut(Scaling.alphaOverRank(new BigFraction(3)), new Activation.Tanh(), orientation, 4);
    }

    static Stream<Arguments> adapters() {
        List<WeightAdapter> adapters = new ArrayList<>(List.of(adapter("lora"), adapter("dora"), adapter("peanut")));
        for (Orientation orientation : Orientation.values()) {
            adapters.add(tweaker(orientation));
        }
        return adapters.stream()
                .flatMap(adapter -> Stream.of(RandomDecoder.LLAMA, RandomDecoder.TIED_QWEN3)
                        .map(config -> Arguments.of(adapter, config)));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void adaptersOnEveryKindOfLayer(WeightAdapter adapter, DecoderConfig config) {
        assertEquals(List.of(), failures(SmallDecoder.adapted(config, adapter, UpdateForm.FACTORED)));
    }

    @ParameterizedTest
    @CsvSource({"lora", "dora", "peanut"})
    void adaptersMaterialised(String method) {
        assertEquals(
                List.of(),
                failures(SmallDecoder.adapted(RandomDecoder.QWEN3, adapter(method), UpdateForm.MATERIALISED)));
    }

    @ParameterizedTest
    @CsvSource({"houlsby", "red", "loreft"})
    void adaptersOfHiddenStates(String method) {
        FineTuning network = SmallDecoder.hidden(RandomDecoder.LLAMA, method);
        assertFalse(network.states().isEmpty());
        assertEquals(List.of(), failures(network));
        FineTuning other = SmallDecoder.giving(network, Prediction.LIKELIHOOD);
        assertEquals(network.states(), other.states());
        assertEquals(
                network.states(),
                DecoderNetwork.giving(network, Prediction.NEXT_TOKEN).states());
    }

    @ParameterizedTest
    @CsvSource({"LLAMA, true", "LLAMA, false", "QWEN3, true", "QWEN3, false"})
    void everyTensor(Family family, boolean tied) {
        assertEquals(List.of(), failures(SmallDecoder.full(RandomDecoder.of(family, tied))));
    }

    @Test
    void everyTensorWithBiases() {
        DecoderConfig c = RandomDecoder.LLAMA;
        DecoderConfig biased = RandomDecoder.like(c, c.ropeTheta(), false, new Biases(true, true, true));
        assertEquals(List.of(), failures(SmallDecoder.full(biased)));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 3", "2, 4", "5, 13"})
    void batchesOfEveryShape(int rows, int length) {
        FineTuning network = SmallDecoder.full(RandomDecoder.TIED_QWEN3);
        assertEquals(List.of(), failures(network, network, SmallDecoder.batch(3, rows, length + 1)));
    }

    @ParameterizedTest
    @CsvSource({"NEXT_TOKEN", "LIKELIHOOD"})
    void everyKindOfOutputs(Prediction prediction) {
        FineTuning network = SmallDecoder.giving(SmallDecoder.full(RandomDecoder.TIED), prediction);
        TokenBatch batch = prediction == Prediction.LIKELIHOOD ? SmallDecoder.batch(4, 3, 7) : lastOnly();
        assertEquals(List.of(), failures(network, network, batch));
    }

    private static TokenBatch lastOnly() {
        TokenBatch batch = SmallDecoder.batch(4, 3, 7);
        int[] labels = new int[batch.labels().length];
        Arrays.fill(labels, TokenBatch.NONE);
        for (int row = 0; row < batch.rows(); row++) {
            labels[row * batch.length() + batch.tokens()[row] - 1] = 3 + row;
        }
        return new TokenBatch(batch.rows(), batch.length(), batch.ids(), batch.tokens(), labels);
    }

    /** With the gradient of the gathered rows alone, or of the product alone, this would not hold. */
    @Test
    void aTiedTableHasBothGradients() {
        FineTuning tied = SmallDecoder.full(RandomDecoder.TIED);
        Map<String, FloatTensor> weights = new HashMap<>(tied.weights());
        weights.put(DecoderTensors.HEAD, weights.get(DecoderTensors.EMBEDDINGS));
        FineTuning apart = new FineTuning(
                new DecoderNetwork(RandomDecoder.LLAMA, Prediction.EVERY_TOKEN),
                weights,
                Map.of(),
                weights.keySet(),
                Map.of(),
                UpdateForm.FACTORED);
        TokenBatch batch = SmallDecoder.batch(5, 3, 7);
        float[] both = gradient(tied, batch, DecoderTensors.EMBEDDINGS);
        float[] gathered = gradient(apart, batch, DecoderTensors.EMBEDDINGS);
        float[] product = gradient(apart, batch, DecoderTensors.HEAD);
        float largestGathered = 0;
        float largestProduct = 0;
        for (int k = 0; k < both.length; k++) {
            assertEquals(both[k], gathered[k] + product[k], 1e-6f);
            largestGathered = Math.max(largestGathered, Math.abs(gathered[k]));
            largestProduct = Math.max(largestProduct, Math.abs(product[k]));
        }
        assertTrue(largestGathered > 1e-3 && largestProduct > 1e-3, largestGathered + " and " + largestProduct);
    }

    private static float[] gradient(FineTuning network, TokenBatch batch, String name) {
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            session.step(batch);
            return session.trained().stream()
                    .filter(tensor -> tensor.name().equals(name))
                    .map(tensor -> {
                        float[] values = new float[tensor.count()];
                        tensor.gradient().get(0, values);
                        return values;
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void plantedMistakesAreSeen() {
        FineTuning network = SmallDecoder.full(RandomDecoder.LLAMA);
        TokenBatch batch = SmallDecoder.batch(5, 3, 7);
        assertFalse(failures(network, network.with(DecoderMistakes.anotherBase(network)), batch)
                .isEmpty());
        assertFalse(failures(network, DecoderMistakes.keyHeadsExchanged(network), batch)
                .isEmpty());
        assertFalse(failures(DecoderMistakes.seeingTheNextToken(network), network, batch)
                .isEmpty());
    }
}
