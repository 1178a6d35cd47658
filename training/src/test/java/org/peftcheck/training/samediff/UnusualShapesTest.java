package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.reference.AdaptedReference;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Outputs, losses and gradients of batches and heads of unusual shapes against the reference in double precision. */
class UnusualShapesTest {

    private static final double TOLERANCE = 1e-5;

    /** The most that differences of gradients are rounding: GradientTest has the same bounds. */
    private static final double GRADIENT_TOLERANCE = 1e-4;

    private static final double GRADIENT_FLOOR = 2e-7;

    private static final EncoderConfig NARROW =
            new EncoderConfig(Family.BERT, 1, 3, 3, 1, 31, 17, 2, 1e-5, Activation.GELU);

    private static FineTuning network(EncoderConfig config, Pooling pooling, boolean dense, String output) {
        boolean regression = output.equals("number");
        int outputs = regression ? 1 : Integer.parseInt(output);
        Map<String, FloatTensor> weights = RandomEncoder.weights(config, 8);
        SyntheticNetwork synthetic = new SyntheticNetwork(config, 21);
        Map<String, AdaptedWeight> adapted = synthetic.adapted(
                AdapterRegistry.standard().method("peanut").configure(AdapterOptions.DEFAULT),
                Math.min(4, config.hidden()),
                weights,
                synthetic.queriesAndValues());
        ClassifierHead head = new ClassifierHead(pooling, dense, outputs, regression);
        return synthetic.network(weights, adapted, false, head, UpdateForm.FACTORED);
    }

    private static EncodedBatch batch(FineTuning network, int rows, int length) {
        EncoderNetwork encoder = (EncoderNetwork) network.formula();
        EncodedBatch batch = new SyntheticNetwork(encoder.config(), 23).batch(encoder.head(), rows, length);
        if (encoder.config().family() == Family.ROBERTA) {
            for (int k = 0; k < batch.positions().length; k++) {
                batch.positions()[k] = batch.mask()[k] == 1 ? 2 + k % length : 1;
            }
        }
        return batch;
    }

    /** What is wrong with outputs and loss of a session, the batch being as expected or not. */
    private static List<String> failures(FineTuning network, EncodedBatch batch, EncodedBatch expected) {
        AdaptedReference reference = new AdaptedReference(network);
        double[] outputs = reference.outputs(expected);
        List<String> failures = new ArrayList<>();
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            float[] found = session.outputs(batch);
            assertEquals(outputs.length, found.length);
            for (int k = 0; k < found.length; k++) {
                require(outputs[k], found[k], "output " + k, failures);
            }
            require(reference.loss(expected), session.step(batch), "loss", failures);
        }
        return failures;
    }

    private static void require(double expected, double found, String what, List<String> failures) {
        if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
            failures.add(what + ": expected " + expected + ", got " + found);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, MEAN, 2",
        "1, 1, POOLER, number",
        "1, 7, FIRST, 3",
        "3, 1, MEAN, number",
        "1, 13, POOLER, 2",
        "5, 13, MEAN, number",
        "2, 17, FIRST, 5",
        "6, 3, MEAN, 1",
        "1, 2, MEAN, 1"
    })
    void batchesOfEveryShape(int rows, int length, Pooling pooling, String output) {
        for (boolean dense : new boolean[] {false, true}) {
            FineTuning network = network(RandomEncoder.BERT, pooling, dense, output);
            EncodedBatch batch = batch(network, rows, length);
            assertEquals(List.of(), failures(network, batch, batch), "dense " + dense);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, POOLER, number", "3, 1, MEAN, 2", "1, 7, FIRST, 3", "2, 3, MEAN, number"})
    void gradientsOfBatchesOfEveryShape(int rows, int length, Pooling pooling, String output) {
        FineTuning network = network(RandomEncoder.BERT, pooling, true, output);
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            EncodedBatch batch = batch(network, rows, length);
            assertEquals(
                    List.of(), GradientCheck.failures(network, session, batch, GRADIENT_TOLERANCE, GRADIENT_FLOOR));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, FIRST, 2", "4, 11, FIRST, 3", "3, 17, MEAN, number"})
    void robertaWithItsPositionsAndHead(int rows, int length, Pooling pooling, String output) {
        FineTuning network = network(RandomEncoder.ROBERTA, pooling, true, output);
        EncodedBatch batch = batch(network, rows, length);
        assertEquals(List.of(), failures(network, batch, batch));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5"})
    void headsOfOneFeatureAndOneInnerFeature(int rows, int length) {
        FineTuning network = network(NARROW, Pooling.MEAN, false, "2");
        EncodedBatch batch = batch(network, rows, length);
        assertEquals(List.of(), failures(network, batch, batch));
    }

    /** One class leaves nothing to learn. */
    @Test
    void oneClassHasLossAndGradientsOfZero() {
        FineTuning network = network(RandomEncoder.BERT, Pooling.MEAN, false, "1");
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            assertEquals(0, session.step(batch(network, 3, 4)), 0);
            session.trained().forEach(tensor -> {
                for (int k = 0; k < tensor.count(); k++) {
                    assertEquals(0, tensor.gradient().get(k), 0, tensor.name());
                }
            });
        }
    }

    @Test
    void positionsFromZeroAreSeen() {
        FineTuning network = network(RandomEncoder.ROBERTA, Pooling.FIRST, true, "3");
        EncodedBatch right = batch(network, 4, 11);
        EncodedBatch wrong = batch(network, 4, 11);
        for (int k = 0; k < wrong.positions().length; k++) {
            wrong.positions()[k] = k % 11;
        }
        assertFalse(failures(network, wrong, right).isEmpty());
    }

    /** One session with batches of many shapes in turn: the plans share their buffers. */
    @Test
    void shapesInTurnDoNotDisturbEachOther() {
        FineTuning network = network(RandomEncoder.BERT, Pooling.MEAN, false, "3");
        AdaptedReference reference = new AdaptedReference(network);
        int[][] shapes = {{1, 1}, {5, 13}, {2, 3}, {5, 13}, {1, 17}, {1, 1}, {2, 3}};
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            for (int[] shape : shapes) {
                EncodedBatch batch = batch(network, shape[0], shape[1]);
                double[] expected = reference.outputs(batch);
                assertEquals(reference.loss(batch), session.step(batch), TOLERANCE);
                float[] found = session.outputs(batch);
                for (int k = 0; k < found.length; k++) {
                    assertEquals(expected[k], found[k], TOLERANCE, shape[0] + " inputs of " + shape[1]);
                }
            }
        }
    }
}
