package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.reference.AdaptedReference;

/** Outputs, losses and gradients of vision transformers against the reference in double precision and its differences. */
class VisionEngineTest {

    private static final double TOLERANCE = 1e-4;
    private static final double FLOOR = 4e-7;
    private static final double CLOSE = 2e-5;

    private static Session open(FineTuning network) {
        return new SameDiffEngine(SameDiffEngine.Execution.PLAN, 2).open(network);
    }

    private static List<String> failures(FineTuning trained, FineTuning checked) {
        try (Session session = open(trained)) {
            return GradientCheck.failures(
                    checked, session, RandomVision.batch(RandomVision.CONFIG, 3, 3, 7), TOLERANCE, FLOOR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void outputsAreThoseOfTheReference(int rows) {
        for (FineTuning network : List.of(
                SmallVision.full(RandomVision.CONFIG, Pooling.FIRST),
                SmallVision.full(RandomVision.WITHOUT_BIAS, Pooling.MEAN))) {
            ImageBatch batch = RandomVision.batch(RandomVision.CONFIG, rows, 3, 3);
            double[] expected = new AdaptedReference(network).outputs(batch);
            try (Session session = open(network)) {
                float[] found = session.outputs(batch);
                assertEquals(expected.length, found.length);
                for (int k = 0; k < found.length; k++) {
                    assertEquals(expected[k], found[k], CLOSE * Math.max(1, Math.abs(expected[k])));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "MEAN"})
    void gradientsOfEveryTensor(Pooling pooling) {
        for (var config : List.of(RandomVision.CONFIG, RandomVision.WITHOUT_BIAS)) {
            FineTuning network = SmallVision.full(config, pooling);
            assertEquals(List.of(), failures(network, network));
        }
    }

    static Stream<WeightAdapter> adapters() {
        Scaling three = Scaling.alphaOverRank(new BigFraction(3));
        return Stream.of(
                new LoRa(three),
                new Peanut(three, new Activation.Relu(), Orientation.STANDARD, 2),
                new Peanut(three, new Activation.Tanh(), Orientation.STANDARD, 4),
                new Peanut(three, new Activation.Tanh(), Orientation.TRANSPOSED, 2),
                new Peanut(three, new Activation.Silu(), Orientation.TRANSPOSED, 4),
                AdapterRegistry.standard().method("dora").configure(AdapterOptions.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void gradientsOfAdapters(WeightAdapter adapter) {
        for (UpdateForm form : UpdateForm.values()) {
            FineTuning network = SmallVision.adapted(adapter, form);
            assertEquals(List.of(), failures(network, network), form.toString());
        }
    }

    @Test
    void plantedMistakesAreSeen() {
        FineTuning network = SmallVision.adapted(new LoRa(Scaling.ONE), UpdateForm.FACTORED);
        Map<String, FloatTensor> shifted = new HashMap<>(network.weights());
        shifted.put(
                "embeddings.position_embeddings",
                shifted(network.weights().get("embeddings.position_embeddings"), RandomVision.CONFIG.hidden()));
        assertFalse(failures(network, network.withWeights(shifted)).isEmpty());
        Map<String, FloatTensor> exchanged = new HashMap<>(network.weights());
        String before = "encoder.layer.0.layernorm_before.weight";
        String after = "encoder.layer.0.layernorm_after.weight";
        exchanged.put(before, network.weights().get(after));
        exchanged.put(after, network.weights().get(before));
        assertFalse(failures(network, network.withWeights(exchanged)).isEmpty());
    }

    private static FloatTensor shifted(FloatTensor table, int width) {
        FloatTensor moved = FloatTensor.zeros(table.shape());
        int count = table.values().length;
        for (int k = 0; k < count; k++) {
            moved.values()[k] = table.values()[(k + width) % count];
        }
        return moved;
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        FineTuning network = SmallVision.full(RandomVision.CONFIG, Pooling.FIRST);
        ImageBatch batch = new ImageBatch(1, 2, 4, new float[32], new float[1]);
        try (Session session = open(network)) {
            assertEquals(
                    "images: expected 2×6×6 numbers each, got 2×4×4",
                    assertThrows(IllegalArgumentException.class, () -> session.step(batch))
                            .getMessage());
        }
    }
}
