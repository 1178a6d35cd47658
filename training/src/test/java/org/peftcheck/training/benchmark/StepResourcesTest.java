package org.peftcheck.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** What the plan of a step computes, counted operation by operation, against what theory says of the step. */
class StepResourcesTest {

    private static final EncoderConfig CONFIG = RandomEncoder.BERT;

    /** A method in a form. */
    record Case(MethodChoice method, UpdateForm form, Pooling pooling, boolean dense) {
        @Override
        public String toString() {
            return method.id()
                    + method.rank()
                    + method.targets()
                    + method.options().given()
                    + form
                    + pooling
                    + dense;
        }
    }

    private static MethodChoice method(String id, AdapterOptions options, int rank, String... targets) {
        return new MethodChoice(id, options, OptionalInt.of(rank), List.of(targets));
    }

    private static MethodChoice plain(String id, AdapterOptions options, String... targets) {
        return new MethodChoice(id, options, OptionalInt.empty(), List.of(targets));
    }

    static List<MethodChoice> methods() {
        AdapterOptions none = AdapterOptions.DEFAULT;
        List<MethodChoice> methods = new ArrayList<>();
        for (int depth : new int[] {2, 4, 6}) {
            for (Orientation orientation : Orientation.values()) {
                methods.add(method("peanut", none.withDepth(depth).with(orientation), 3));
                methods.add(method("peanut", none.withDepth(depth).with(orientation), 5, "q", "up", "output"));
                methods.add(method("peanut", none.withDepth(depth).with(orientation), 11, "up", "down"));
            }
        }
        for (NormAxis axis : NormAxis.values()) {
            methods.add(method("dora", none.with(axis), 3));
            methods.add(method("dora", none.with(axis), 4, "v", "up", "down"));
        }
        for (String id : MethodChoice.ids()) {
            if (plain(id, none).rewritesWeights() && !id.equals("fourierft")) {
                methods.add(method(id, none, 3));
                methods.add(method(id, none, 2, "all-linear"));
                methods.add(method(id, none, 5, "encoder.layer.1.attention.self.query"));
                methods.add(method(id, none, 4, "down"));
                methods.add(method(id, none, 4, "o", "k"));
            }
        }
        methods.add(plain("fourierft", none.withCoefficients(17)));
        methods.add(plain("fourierft", none.withCoefficients(7), "q", "k", "v", "down"));
        methods.add(method("lora", none, 12));
        methods.add(method("peanut", none, 12, "q", "up"));
        methods.add(plain("fourierft", none.withCoefficients(5), "q", "up", "down"));
        Stream.of("houlsby", "adapter-fnn", "red", "loreft", "direft").forEach(id -> {
            boolean sized = !id.equals("red");
            methods.add(sized ? method(id, none, 3) : plain(id, none));
        });
        Stream.of("full", "bitfit", "lp").forEach(id -> methods.add(plain(id, none)));
        return methods;
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (MethodChoice method : methods()) {
            cases.add(new Case(method, UpdateForm.FACTORED, Pooling.MEAN, false));
            if (method.rewritesWeights()) {
                cases.add(new Case(method, UpdateForm.MATERIALISED, Pooling.MEAN, false));
            }
        }
        for (String id : List.of("full", "bitfit", "lp")) {
            cases.add(new Case(plain(id, AdapterOptions.DEFAULT), UpdateForm.FACTORED, Pooling.POOLER, true));
            cases.add(new Case(plain(id, AdapterOptions.DEFAULT), UpdateForm.FACTORED, Pooling.FIRST, true));
        }
        MethodChoice pooler = method("lora", AdapterOptions.DEFAULT, 3, "pooler");
        cases.add(new Case(pooler, UpdateForm.FACTORED, Pooling.POOLER, true));
        cases.add(new Case(pooler, UpdateForm.MATERIALISED, Pooling.POOLER, false));
        return cases;
    }

    static StepResources measured(EncoderNetwork network, MethodChoice method, UpdateForm form, int rows, int length) {
        Map<String, FloatTensor> weights = RandomEncoder.weights(network.config(), 3);
        weights.keySet().removeIf(name -> !network.uses(name));
        FineTuning tuning = FineTunings.of(network, weights, method, form, 5);
        EncodedBatch batch = new SyntheticNetwork(network.config(), 7).batch(network.head(), rows, length);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(tuning)) {
            return session.resources(batch).orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsAreThoseOfTheory(Case one) {
        EncoderNetwork network = new EncoderNetwork(CONFIG, new ClassifierHead(one.pooling(), one.dense(), 3, false));
        StepResources found = measured(network, one.method(), one.form(), 3, 7);
        TrainingCost.Flops flops =
                PredictedStep.of(network, one.method(), one.form(), 3, 7).flops();
        long forward = flops.modelForward().add(flops.adapterForward()).longValueExact();
        long total = flops.total().longValueExact();
        assertEquals(forward, found.forwardProducts());
        assertEquals(total, found.products());
        TrainingCost.Memory memory =
                PredictedStep.of(network, one.method(), one.form(), 3, 7).memory();
        assertEquals(memory.frozenWeights().longValueExact(), found.frozenBytes());
        assertEquals(memory.trainedWeights().longValueExact(), found.trainedBytes());
        assertEquals(memory.gradients().longValueExact(), found.gradientBytes());
    }

    /** The equality is not idle: one target, block or token more is another number. */
    @Test
    void otherSettingsAreOtherNumbers() {
        EncoderNetwork network = new EncoderNetwork(CONFIG, new ClassifierHead(Pooling.MEAN, false, 3, false));
        MethodChoice query = method("lora", AdapterOptions.DEFAULT, 3, "q");
        long found = measured(network, query, UpdateForm.FACTORED, 3, 7).products();
        assertEquals(found, predicted(network, query, UpdateForm.FACTORED, 7));
        MethodChoice value = method("lora", AdapterOptions.DEFAULT, 3, "v");
        MethodChoice last = method("lora", AdapterOptions.DEFAULT, 3, "encoder.layer.1.attention.self.query");
        MethodChoice wide = method("lora", AdapterOptions.DEFAULT, 4, "q");
        for (MethodChoice other : List.of(value, last, wide)) {
            assertNotEquals(found, predicted(network, other, UpdateForm.FACTORED, 7), other.toString());
        }
        assertNotEquals(found, predicted(network, query, UpdateForm.MATERIALISED, 7));
        assertNotEquals(found, predicted(network, query, UpdateForm.FACTORED, 8));
    }

    private static long predicted(EncoderNetwork network, MethodChoice method, UpdateForm form, int length) {
        return PredictedStep.of(network, method, form, 3, length)
                .flops()
                .total()
                .longValueExact();
    }

    /** The sizes of MiniLM but for its vocabulary, on which buffers do not depend. */
    private static final EncoderConfig MINI_LM =
            new EncoderConfig(EncoderConfig.Family.BERT, 6, 384, 12, 1536, 31, 130, 2, 1e-12, Activation.GELU);

    private static final EncoderConfig NARROW =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, 48, 3, 192, 31, 130, 2, 1e-12, Activation.GELU);

    private static double ratio(EncoderConfig config, MethodChoice method, UpdateForm form, int rows, int length) {
        EncoderNetwork network = new EncoderNetwork(config, new ClassifierHead(Pooling.MEAN, false, 2, false));
        TrainingCost.Memory memory =
                PredictedStep.of(network, method, form, rows, length).memory();
        BigInteger buffers =
                memory.modelActivations().add(memory.adapterActivations()).add(memory.workspace());
        return buffers.doubleValue()
                / measured(network, method, form, rows, length).activationBytes();
    }

    @ParameterizedTest
    @CsvSource({
        "lora, FACTORED, 4, 32",
        "lora, MATERIALISED, 16, 64",
        "peanut, FACTORED, 16, 64",
        "peanut, FACTORED, 8, 128",
        "peanut, MATERIALISED, 4, 32",
        "peanut, MATERIALISED, 16, 128",
        "dora, FACTORED, 4, 64",
        "vera, FACTORED, 16, 32",
        "full, FACTORED, 4, 32",
        "full, FACTORED, 16, 64",
        "bitfit, FACTORED, 16, 32",
        "linear-probing, FACTORED, 16, 128",
        "houlsby, FACTORED, 16, 64",
        "adapter-fnn, FACTORED, 8, 128",
        "red, FACTORED, 4, 64",
        "loreft, FACTORED, 16, 32"
    })
    void buffersAtTheSizesOfMiniLmAreWithinFifteenPercent(String id, UpdateForm form, int rows, int length) {
        boolean ranked = plain(id, AdapterOptions.DEFAULT).isSized();
        MethodChoice method = ranked ? method(id, AdapterOptions.DEFAULT, 16) : plain(id, AdapterOptions.DEFAULT);
        assertEquals(1, ratio(MINI_LM, method, form, rows, length), BOUND);
    }

    private static final double BOUND = 0.15;

    @ParameterizedTest
    @ValueSource(strings = {"o", "k", "up", "down", "all-linear"})
    void buffersOfEveryTargetAreWithinFifteenPercent(String target) {
        for (int length : new int[] {16, 96}) {
            double ratio =
                    ratio(NARROW, method("lora", AdapterOptions.DEFAULT, 4, target), UpdateForm.FACTORED, 4, length);
            assertEquals(1, ratio, BOUND, "length " + length);
        }
    }
}
