package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** The same steps in two sessions give the same bits, for each number of threads, at sizes whose work the threads do share. */
class SessionDeterminismTest {

    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, 96, 3, 200, 50, 64, 2, 1e-12, Activation.GELU);

    /** A bias of keys adds the same number to all scores of a query, which a softmax does not see: its gradient is 0. */
    private static final List<String> KEY_BIASES =
            List.of("encoder.layer.0.attention.self.key.bias", "encoder.layer.1.attention.self.key.bias");

    /** What a training run leaves. */
    private record Trace(List<Double> losses, Map<String, float[]> tensors, float[] outputs) {}

    private static FineTuning network() {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 4);
        Map<String, FloatTensor> weights = synthetic.weights();
        return synthetic.network(
                weights,
                synthetic.adapted(
                        AdapterRegistry.standard().method("peanut").configure(AdapterOptions.DEFAULT.withDepth(4)),
                        6,
                        weights,
                        synthetic.queriesAndValues()),
                true,
                synthetic.head(Pooling.MEAN, 3, false),
                UpdateForm.FACTORED);
    }

    private static List<EncodedBatch> batches() {
        List<EncodedBatch> batches = new ArrayList<>();
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 9);
        for (int length : new int[] {19, 24, 19}) {
            batches.add(synthetic.batch(synthetic.head(Pooling.MEAN, 3, false), 7, length));
        }
        return batches;
    }

    private static Trace trace(int threads, float rate) {
        List<Double> losses = new ArrayList<>();
        Map<String, float[]> tensors = new TreeMap<>();
        List<EncodedBatch> batches = batches();
        try (Session session = new SameDiffEngine(Execution.PLAN, threads).open(network())) {
            batches.forEach(batch -> losses.add(SmallNetwork.descend(session, batch, rate)));
            for (TrainedTensor tensor : session.trained()) {
                tensors.put(tensor.name(), SmallNetwork.entries(tensor));
            }
            return new Trace(losses, tensors, session.outputs(batches.get(0)));
        }
    }

    private static List<String> differing(Trace one, Trace other) {
        return one.tensors().keySet().stream()
                .filter(name ->
                        !Arrays.equals(one.tensors().get(name), other.tensors().get(name)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void twoSessionsGiveTheSameBits(int threads) {
        Trace first = trace(threads, 0.05f);
        Trace second = trace(threads, 0.05f);
        assertEquals(first.losses(), second.losses());
        assertEquals(List.of(), differing(first, second));
        assertArrayEquals(first.outputs(), second.outputs(), 0);
    }

    /** With other threads the sums over rows are added up in another order: the last bits may differ, no more. */
    @Test
    void anotherNumberOfThreadsDiffersInTheLastBitsAtMost() {
        Trace one = trace(1, 0.05f);
        Trace two = trace(2, 0.05f);
        for (int k = 0; k < one.losses().size(); k++) {
            assertEquals(one.losses().get(k), two.losses().get(k), 1e-6);
        }
        one.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor, two.tensors().get(name), 1e-6f, name));
    }

    @Test
    void anotherRateIsSeenInEveryTensorThatMatters() {
        Trace one = trace(2, 0.05f);
        Trace other = trace(2, 0.06f);
        assertEquals(one.losses().get(0), other.losses().get(0));
        assertFalse(one.losses().get(1).equals(other.losses().get(1)));
        List<String> same = new ArrayList<>(one.tensors().keySet());
        same.removeAll(differing(one, other));
        assertTrue(KEY_BIASES.containsAll(same), same.toString());
    }
}
