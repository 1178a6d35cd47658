package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** SameDiff's own interpreter, which graphics cards need, gives what the static plan gives. */
class GraphSessionTest {

    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 1, 12, 3, 20, 31, 16, 2, 1e-5, new Activation.Gelu());

    private final SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 4);
    private final ClassifierHead head = synthetic.head(Pooling.MEAN, 3, false);

    private FineTuning network(boolean everything) {
        Map<String, FloatTensor> weights = synthetic.weights();
        return synthetic.network(
                weights,
                everything
                        ? Map.of()
                        : synthetic.adapted(
                                AdapterRegistry.standard().method("peanut").configure(AdapterOptions.DEFAULT),
                                4,
                                weights,
                                synthetic.queriesAndValues()),
                everything,
                head,
                UpdateForm.FACTORED);
    }

    @Test
    void bothGiveTheSameStepsAndFollowChangedValues() {
        FineTuning network = network(false);
        try (Session plan = new SameDiffEngine(Execution.PLAN, 2).open(network);
                Session graph = new SameDiffEngine(Execution.GRAPH, 2).open(network)) {
            double before = 0;
            for (int length : new int[] {8, 5, 8}) {
                EncodedBatch batch = synthetic.batch(head, 3, length);
                double loss = plan.step(batch);
                assertEquals(loss, graph.step(batch), 1e-6);
                assertArrayEquals(plan.outputs(batch), graph.outputs(batch), 1e-6f);
                assertTrue(Math.abs(loss - before) > 1e-4, "another batch has another loss");
                before = loss;
                compareAndStep(plan.trained(), graph.trained());
            }
        }
    }

    private static void compareAndStep(List<TrainedTensor> expected, List<TrainedTensor> found) {
        assertEquals(
                expected.stream().map(TrainedTensor::name).toList(),
                found.stream().map(TrainedTensor::name).toList());
        for (int k = 0; k < expected.size(); k++) {
            TrainedTensor one = expected.get(k);
            TrainedTensor other = found.get(k);
            for (int i = 0; i < one.count(); i++) {
                assertEquals(one.gradient().get(i), other.gradient().get(i), 1e-6, one.name());
                one.value().put(i, one.value().get(i) - one.gradient().get(i));
                other.value().put(i, other.value().get(i) - other.gradient().get(i));
            }
        }
    }

    @Test
    void tablesOfEmbeddingsAreRefused() {
        try (Session graph = new SameDiffEngine(Execution.GRAPH, 2).open(network(true))) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> graph.step(synthetic.batch(head, 2, 8)));
            assertTrue(refusal.getMessage()
                    .startsWith("training without the static plan: expected frozen tables of embeddings, got ["));
        }
    }
}
