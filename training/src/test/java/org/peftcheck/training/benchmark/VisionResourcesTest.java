package org.peftcheck.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.count.TaskHead;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** What the plan of a step of a vision transformer computes and holds, against what theory says of it. */
class VisionResourcesTest {

    private static final double BOUND = 0.15;
    private static final int ROWS = 4;
    private static final int CLASSES = 5;
    private static final String LAST = "encoder.layer.2.output.dense";
    /** Of 10 and of 101 tokens. */
    private static final List<VitArchitecture> MODELS = List.of(
            new VitArchitecture("few", "vit", 48, 3, 6, 192, 12, 4, 3, true),
            new VitArchitecture("many", "vit", 64, 4, 4, 128, 40, 4, 1, false));

    /** A method in a form on a vision transformer. */
    record Case(VitArchitecture model, MethodChoice method, UpdateForm form) {
        @Override
        public String toString() {
            return model.name() + " " + method.id() + method.rank() + method.targets() + form;
        }
    }

    private static MethodChoice ranked(String id, String... targets) {
        return new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.of(3), List.of(targets));
    }

    private static MethodChoice plain(String id) {
        return new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
    }

    static List<Case> cases() {
        List<MethodChoice> methods = new ArrayList<>();
        for (String target : List.of("q", "k", "v", "o", "up", "down", "all-linear", LAST)) {
            methods.add(ranked("lora", target));
        }
        for (String id : List.of("peanut", "vera", "dora")) {
            methods.add(ranked(id));
            methods.add(ranked(id, "q", "k", "up", "down"));
        }
        List<Case> cases = new ArrayList<>();
        for (VitArchitecture model : MODELS) {
            for (UpdateForm form : UpdateForm.values()) {
                methods.forEach(method -> cases.add(new Case(model, method, form)));
            }
            Stream.of("full", "lp", "red").forEach(id -> cases.add(new Case(model, plain(id), UpdateForm.FACTORED)));
            Stream.of("houlsby", "adapter-fnn", "loreft", "direft")
                    .forEach(id -> cases.add(new Case(model, ranked(id), UpdateForm.FACTORED)));
        }
        return cases;
    }

    private static StepResources measured(Case one) {
        SyntheticModel model = SyntheticModel.of(one.model(), CLASSES);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1)
                .open(FineTunings.of(model.formula(), model.weights().get(), one.method(), one.form(), 5))) {
            return session.resources(model.batches().of(ROWS, model.longest())).orElseThrow();
        }
    }

    private static TrainingCost predicted(Case one) {
        Optional<TaskHead> head = Optional.of(new TaskHead(false, false, CLASSES));
        return PredictedStep.of(
                one.model(), head, one.method(), one.form(), ROWS, one.model().tokens());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsAndWeightsAreThoseOfTheory(Case one) {
        StepResources found = measured(one);
        TrainingCost.Flops flops = predicted(one).flops();
        assertEquals(flops.modelForward().add(flops.adapterForward()).longValueExact(), found.forwardProducts());
        assertEquals(flops.total().longValueExact(), found.products());
        TrainingCost.Memory memory = predicted(one).memory();
        assertEquals(memory.frozenWeights().longValueExact(), found.frozenBytes());
        assertEquals(memory.trainedWeights().longValueExact(), found.trainedBytes());
        assertEquals(memory.gradients().longValueExact(), found.gradientBytes());
    }

    /** Of the many tokens all cases; of the few, where transient buffers weigh more, those with something trained in every block. */
    static List<Case> whole() {
        return cases().stream()
                .filter(one -> one.model().name().equals("many")
                        || !one.method().id().equals("linear-probing")
                                && !one.method().targets().contains(LAST))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void buffersAreWithinFifteenPercent(Case one) {
        TrainingCost.Memory memory = predicted(one).memory();
        BigInteger buffers =
                memory.modelActivations().add(memory.adapterActivations()).add(memory.workspace());
        assertEquals(1, buffers.doubleValue() / measured(one).activationBytes(), BOUND);
    }

    /** The equality is not idle: another target, form, size of patches or number of channels is another number. */
    @Test
    void otherSettingsAreOtherNumbers() {
        Case one = new Case(MODELS.get(0), ranked("lora", "q"), UpdateForm.FACTORED);
        long found = measured(one).products();
        assertEquals(found, products(one));
        assertNotEquals(found, products(new Case(one.model(), ranked("lora", "v"), one.form())));
        assertNotEquals(found, products(new Case(one.model(), one.method(), UpdateForm.MATERIALISED)));
        VitArchitecture grey = new VitArchitecture("grey", "vit", 48, 3, 6, 192, 12, 4, 1, true);
        VitArchitecture fine = new VitArchitecture("fine", "vit", 48, 3, 6, 192, 12, 3, 3, true);
        assertNotEquals(found, products(new Case(grey, one.method(), one.form())));
        assertNotEquals(found, products(new Case(fine, one.method(), one.form())));
    }

    private static long products(Case one) {
        return predicted(one).flops().total().longValueExact();
    }
}
