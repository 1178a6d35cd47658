package org.peftcheck.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
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
        System.out.println("CASE " + one + " fwd " + (forward - found.forwardProducts()) + " bwd "
                + (total - forward - found.products() + found.forwardProducts()) + " of " + found.products());
        assertEquals(forward, found.forwardProducts());
        assertEquals(total, found.products());
    }
}
