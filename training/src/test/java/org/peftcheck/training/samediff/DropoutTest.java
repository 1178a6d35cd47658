package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.reference.AdaptedReference;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Steps with dropout against a reading in double precision that takes the same masks in another way, and what no step may change. */
class DropoutTest {

    private static final double TOLERANCE = 1e-4;
    private static final double FLOOR = 2e-6;
    private static final double RATE = 0.3;
    private static final int SEED = 5;
    private static final int STEP = 17;

    /** y = x W0ᵀ + (x ∘ mask) (W − W0)ᵀ with the whole adapted weight W: right where what is frozen is W0. */
    private static final class Dropping extends AdaptedReference {

        private final ReferenceAlgebra algebra = new ReferenceAlgebra();
        private final FineTuning network;
        private final DroppedBatch batch;
        private final UnaryOperator<double[]> mistake;

        Dropping(FineTuning network, DroppedBatch batch, UnaryOperator<double[]> mistake) {
            super(network);
            this.network = network;
            this.batch = batch;
            this.mistake = mistake;
        }

        @Override
        public double loss(Batch ignored) {
            return super.loss(batch.batch());
        }

        @Override
        public ReferenceTensor linear(String weight, ReferenceTensor rows) {
            if (!network.adapted().containsKey(weight)) {
                return super.linear(weight, rows);
            }
            float[] drawn = batch.mask(weight, FloatTensor.count(rows.shape()));
            double[] mask = new double[drawn.length];
            Arrays.setAll(mask, k -> drawn[k]);
            ReferenceTensor seen = algebra.times(rows, ReferenceTensor.of(rows.shape(), mistake.apply(mask)));
            ReferenceTensor plain = algebra.linear(rows, tensor(weight));
            ReferenceTensor lost = algebra.scale(-1, algebra.linear(seen, tensor(weight)));
            return algebra.plus(plain, algebra.plus(super.linear(weight, seen), lost));
        }
    }

    private static DroppedBatch dropped(Batch batch) {
        return new DroppedBatch(batch, RATE, SEED, STEP, 0);
    }

    private static List<String> failures(FineTuning network, DroppedBatch batch, UnaryOperator<double[]> mistake) {
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            return GradientCheck.failures(new Dropping(network, batch, mistake), session, batch, TOLERANCE, FLOOR);
        }
    }

    private static void assertRight(FineTuning network, Batch batch) {
        assertEquals(List.of(), failures(network, dropped(batch), mask -> mask));
    }

    private static WeightAdapter adapter(String method) {
        return AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
    }

    static Stream<Arguments> added() {
        return Stream.of("lora", "vera", "fourierft", "nonlinear-lora", "multiplicative-lora", "peanut", "adalora")
                .flatMap(method -> Arrays.stream(UpdateForm.values()).map(form -> Arguments.of(method, form)));
    }

    @ParameterizedTest
    @MethodSource("added")
    void gradientsOnEncoders(String method, UpdateForm form) {
        assertRight(SmallNetwork.of(method, form), SmallNetwork.batch(5, 3, 7));
    }

    static Stream<Arguments> onOthers() {
        return Stream.of("lora", "peanut")
                .flatMap(method -> Arrays.stream(UpdateForm.values()).map(form -> Arguments.of(method, form)));
    }

    @ParameterizedTest
    @MethodSource("onOthers")
    void gradientsOnDecoders(String method, UpdateForm form) {
        assertRight(SmallDecoder.adapted(RandomDecoder.TIED_QWEN3, adapter(method), form), SmallDecoder.batch(5, 3, 7));
    }

    @ParameterizedTest
    @MethodSource("onOthers")
    void gradientsOnVisionTransformers(String method, UpdateForm form) {
        assertRight(SmallVision.adapted(adapter(method), form), RandomVision.batch(RandomVision.CONFIG, 3, 3, 7));
    }

    /** Masks that are not made larger by 1/(1 − p), that keep everything, or that are turned round, are not those of the step. */
    @Test
    void mistakesAreSeen() {
        FineTuning network = SmallNetwork.of("lora", UpdateForm.FACTORED);
        DroppedBatch batch = dropped(SmallNetwork.batch(5, 3, 7));
        List<UnaryOperator<double[]>> mistakes = List.of(
                mask -> Arrays.stream(mask).map(m -> m * (1 - RATE)).toArray(),
                mask -> Arrays.stream(mask).map(m -> 1).toArray(),
                mask -> Arrays.stream(mask)
                        .map(m -> m == 0 ? 1 / (1 - RATE) : 0)
                        .toArray());
        for (UnaryOperator<double[]> mistake : mistakes) {
            assertFalse(failures(network, batch, mistake).isEmpty());
        }
        DroppedBatch other = new DroppedBatch(batch.batch(), RATE, SEED, STEP + 1, 0);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            AdaptedReference reference = new Dropping(network, batch, mask -> mask);
            assertFalse(GradientCheck.failures(reference, session, other, TOLERANCE, FLOOR)
                    .isEmpty());
        }
    }

    /** PiSSA freezes what is left of W0 and drops what the factors read: with factors of zeros nothing is lost, as with LoRA's B = 0. */
    @Test
    void whatIsFrozenReadsEverything() {
        FineTuning network = SmallNetwork.of("pissa", UpdateForm.FACTORED);
        Batch batch = SmallNetwork.batch(5, 3, 7);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            double plain = session.step(batch);
            assertNotEquals(plain, session.step(dropped(batch)), 1e-4);
            session.trained().stream()
                    .filter(tensor -> tensor.name().endsWith(":B"))
                    .forEach(tensor -> tensor.value().put(0, new float[tensor.count()]));
            double without = session.step(batch);
            assertEquals(without, session.step(dropped(batch)), 1e-6);
        }
    }

    /** Outputs know no dropout, before and after a step, and a step without it is what it was. */
    @Test
    void onlyStepsDrop() {
        FineTuning network = SmallNetwork.of("peanut", UpdateForm.FACTORED);
        Batch batch = SmallNetwork.batch(5, 3, 7);
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            float[] outputs = session.outputs(batch);
            double loss = session.step(batch);
            assertNotEquals(loss, session.step(dropped(batch)), 1e-4);
            assertEquals(loss, session.step(batch));
            assertArrayEquals(outputs, session.outputs(batch));
            assertArrayEquals(outputs, session.outputs(dropped(batch)));
            assertEquals(loss, session.step(new DroppedBatch(batch, 0, SEED, STEP, 0)), 1e-6);
        }
    }

    /** SameDiff's interpreter takes the same masks. */
    @Test
    void theInterpreterDropsTheSame() {
        FineTuning network = SmallNetwork.of("peanut", UpdateForm.FACTORED);
        DroppedBatch batch = dropped(SmallNetwork.batch(5, 3, 7));
        try (Session plan = new SameDiffEngine(Execution.PLAN, 1).open(network);
                Session graph = new SameDiffEngine(Execution.GRAPH, 1).open(network)) {
            assertEquals(plan.step(batch), graph.step(batch), 1e-6);
        }
    }

    /** The share of zeros is p, all else 1/(1 − p); another seed, step, part or weight draws others. */
    @Test
    void masksAreWhatTheySay() {
        Batch batch = SmallNetwork.batch(5, 3, 7);
        int count = 40_000;
        float[] mask = dropped(batch).mask("w", count);
        int zeros = 0;
        for (float number : mask) {
            zeros += number == 0 ? 1 : 0;
            assertTrue(number == 0 || number == (float) (1 / (1 - RATE)));
        }
        double deviation = Math.sqrt(count * RATE * (1 - RATE));
        assertEquals(count * RATE, zeros, 4 * deviation);
        assertArrayEquals(mask, dropped(batch).mask("w", count));
        Map<String, DroppedBatch> others = Map.of(
                "seed", new DroppedBatch(batch, RATE, SEED + 1, STEP, 0),
                "step", new DroppedBatch(batch, RATE, SEED, STEP + 1, 0),
                "part", dropped(batch).part(1, 3));
        others.forEach((name, other) -> assertFalse(Arrays.equals(mask, other.mask("w", count)), name));
        assertFalse(Arrays.equals(mask, dropped(batch).mask("v", count)));
        assertEquals(2, dropped(batch).part(1, 3).rows());
        assertArrayEquals(
                dropped(batch).part(1, 3).part(1, 2).mask("w", 9),
                dropped(batch).part(2, 3).mask("w", 9));
    }

    @Test
    void whatCannotDropIsRefused() {
        Batch batch = SmallNetwork.batch(5, 3, 7);
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> new DroppedBatch(batch, rate, SEED, STEP, 0));
            assertEquals("dropout: expected a number of at least 0 and below 1, got " + rate, e.getMessage());
        }
        try (Session session =
                new SameDiffEngine(Execution.PLAN, 1).open(SmallNetwork.of("dora", UpdateForm.FACTORED))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> session.step(dropped(batch)));
            assertEquals(
                    "dropout: expected a method whose weight is a sum of what is frozen and what is trained, got dora",
                    e.getMessage());
        }
    }
}
