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
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** What the plan of a step of a decoder computes and holds, against what theory says of it. */
class DecoderResourcesTest {

    private static final AdapterOptions NONE = AdapterOptions.DEFAULT;
    private static final double BOUND = 0.15;

    /** LLaMA and Qwen3 with and without a head of their own, and with biases everywhere. */
    private static final List<DecoderConfig> CONFIGS = List.of(
            RandomDecoder.LLAMA,
            RandomDecoder.TIED,
            RandomDecoder.QWEN3,
            RandomDecoder.TIED_QWEN3,
            RandomDecoder.like(RandomDecoder.QWEN3, 100, false, new Biases(true, true, true)));

    /** A method in a form on a decoder. */
    record Case(DecoderConfig config, MethodChoice method, UpdateForm form) {
        @Override
        public String toString() {
            return config.family()
                    + (config.tiedHead() ? " tied " : " ")
                    + method.id()
                    + method.rank()
                    + method.targets()
                    + form;
        }
    }

    private static MethodChoice method(String id, AdapterOptions options, int rank, String... targets) {
        return new MethodChoice(id, options, OptionalInt.of(rank), List.of(targets));
    }

    private static MethodChoice plain(String id, AdapterOptions options, String... targets) {
        return new MethodChoice(id, options, OptionalInt.empty(), List.of(targets));
    }

    private static List<MethodChoice> methods(boolean tied) {
        List<MethodChoice> methods = new ArrayList<>();
        for (String id :
                List.of("lora", "pissa", "dora", "vera", "adalora", "multiplicative-lora", "peanut", "dylora")) {
            methods.add(method(id, NONE, 3));
            methods.add(method(id, NONE, 2, "all-linear"));
        }
        for (String target : List.of("q", "k", "v", "o", "gate", "up", "down", "model.layers.1.mlp.gate_proj")) {
            methods.add(method("lora", NONE, 4, target));
            methods.add(method("peanut", NONE.withDepth(4).with(Orientation.TRANSPOSED), 5, target));
        }
        if (!tied) {
            methods.add(method("lora", NONE, 3, "lm_head"));
            methods.add(method("dora", NONE.with(NormAxis.COLUMN), 3, "lm_head", "q"));
        }
        methods.add(plain("fourierft", NONE.withCoefficients(17), "q", "k", "v", "gate", "up"));
        return methods;
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (DecoderConfig config : CONFIGS) {
            for (MethodChoice method : methods(config.tiedHead())) {
                for (UpdateForm form : UpdateForm.values()) {
                    cases.add(new Case(config, method, form));
                }
            }
            Stream.of("full", "red").forEach(id -> cases.add(new Case(config, plain(id, NONE), UpdateForm.FACTORED)));
            Stream.of("houlsby", "adapter-fnn", "loreft", "direft")
                    .forEach(id -> cases.add(new Case(config, method(id, NONE, 3), UpdateForm.FACTORED)));
        }
        return cases;
    }

    private static StepResources measured(
            DecoderConfig config, MethodChoice method, UpdateForm form, int rows, int length) {
        SyntheticDecoder synthetic = new SyntheticDecoder(config, 3);
        Map<String, FloatTensor> weights = synthetic.weights();
        FineTuning tuning = FineTunings.of(network(config), weights, method, form, 5);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(tuning)) {
            return session.resources(synthetic.batch(rows, length)).orElseThrow();
        }
    }

    private static DecoderNetwork network(DecoderConfig config) {
        return new DecoderNetwork(config, Prediction.LIKELIHOOD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsAndWeightsAreThoseOfTheory(Case one) {
        StepResources found = measured(one.config(), one.method(), one.form(), 3, 7);
        TrainingCost cost = PredictedStep.of(network(one.config()), one.method(), one.form(), 3, 7);
        TrainingCost.Flops flops = cost.flops();
        assertEquals(flops.modelForward().add(flops.adapterForward()).longValueExact(), found.forwardProducts());
        assertEquals(flops.total().longValueExact(), found.products());
        assertEquals(cost.memory().frozenWeights().longValueExact(), found.frozenBytes());
        assertEquals(cost.memory().trainedWeights().longValueExact(), found.trainedBytes());
        assertEquals(cost.memory().gradients().longValueExact(), found.gradientBytes());
    }

    /** The equality is not idle: another target, block, rank, form, length, number of key heads or a tied head is another number. */
    @Test
    void otherSettingsAreOtherNumbers() {
        MethodChoice query = method("lora", NONE, 3, "q");
        DecoderConfig config = RandomDecoder.LLAMA;
        long found = measured(config, query, UpdateForm.FACTORED, 3, 7).products();
        assertEquals(found, products(config, query, UpdateForm.FACTORED, 7));
        for (MethodChoice other : List.of(
                method("lora", NONE, 3, "k"),
                method("lora", NONE, 3, "model.layers.1.self_attn.q_proj"),
                method("lora", NONE, 4, "q"))) {
            assertNotEquals(found, products(config, other, UpdateForm.FACTORED, 7), other.toString());
        }
        assertNotEquals(found, products(config, query, UpdateForm.MATERIALISED, 7));
        assertNotEquals(found, products(config, query, UpdateForm.FACTORED, 8));
        DecoderConfig ungrouped = sized(Family.LLAMA, 2, 12, 4, 4, 6, 20, 31, false);
        assertNotEquals(found, products(ungrouped, query, UpdateForm.FACTORED, 7));
        MethodChoice full = plain("full", NONE);
        assertNotEquals(
                trained(measured(RandomDecoder.TIED, full, UpdateForm.FACTORED, 3, 7)),
                trained(measured(RandomDecoder.LLAMA, full, UpdateForm.FACTORED, 3, 7)));
    }

    private static long trained(StepResources resources) {
        return resources.trainedBytes();
    }

    private static long products(DecoderConfig config, MethodChoice method, UpdateForm form, int length) {
        return PredictedStep.of(network(config), method, form, 3, length)
                .flops()
                .total()
                .longValueExact();
    }

    private static DecoderConfig sized(
            Family family, int layers, int d, int heads, int shared, int width, int f, int tokens, boolean tied) {
        return new DecoderConfig(
                family, layers, d, heads, shared, width, f, tokens, 256, 1e-5, 10000, tied, DecoderConfig.NO_BIASES);
    }

    /** The sizes of stories15M but for an eighth of its vocabulary. */
    private static final DecoderConfig STORIES = sized(Family.LLAMA, 6, 288, 6, 6, 48, 768, 4000, true);

    private static final DecoderConfig GROUPED = sized(Family.QWEN3, 3, 48, 6, 2, 12, 128, 40, false);

    private static double ratio(DecoderConfig config, MethodChoice method, UpdateForm form, int rows, int length) {
        TrainingCost.Memory memory =
                PredictedStep.of(network(config), method, form, rows, length).memory();
        BigInteger buffers =
                memory.modelActivations().add(memory.adapterActivations()).add(memory.workspace());
        return buffers.doubleValue()
                / measured(config, method, form, rows, length).activationBytes();
    }

    @ParameterizedTest
    @CsvSource({
        "lora, FACTORED, 4, 32",
        "lora, MATERIALISED, 2, 128",
        "peanut, FACTORED, 4, 64",
        "peanut, MATERIALISED, 4, 32",
        "dora, FACTORED, 2, 64",
        "vera, FACTORED, 8, 32",
        "full, FACTORED, 4, 32",
        "full, FACTORED, 8, 64",
        "red, FACTORED, 4, 64",
        "houlsby, FACTORED, 2, 128"
    })
    void buffersAtTheSizesOfStoriesAreWithinFifteenPercent(String id, UpdateForm form, int rows, int length) {
        boolean sized = !id.equals("full") && !id.equals("red");
        MethodChoice method = sized ? method(id, NONE, 16) : plain(id, NONE);
        assertEquals(1, ratio(STORIES, method, form, rows, length), BOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "k", "v", "o", "gate", "up", "down", "all-linear", "model.layers.2.self_attn.q_proj"})
    void buffersOfEveryTargetAreWithinFifteenPercent(String target) {
        for (int length : new int[] {16, 96}) {
            for (UpdateForm form : UpdateForm.values()) {
                double ratio = ratio(GROUPED, method("lora", NONE, 4, target), form, 4, length);
                assertEquals(1, ratio, BOUND, form + ", length " + length);
            }
        }
    }

    /** A prediction that forgets the results which states are computed again from, or the logits, would be seen. */
    @Test
    void forgottenBuffersAreSeen() {
        MethodChoice method = method("lora", NONE, 16, "model.layers.5.self_attn.q_proj");
        double found = measured(STORIES, method, UpdateForm.FACTORED, 4, 32).activationBytes();
        double predicted = ratio(STORIES, method, UpdateForm.FACTORED, 4, 32) * found;
        double states = 4 * 4 * 32 * 2.0 * 6 * 288;
        double logits = 4 * 4 * 32 * 2.0 * 4000;
        assertEquals(1, predicted / found, BOUND);
        assertNotEquals(1, (predicted - states) / found, BOUND);
        assertNotEquals(1, (predicted - logits) / found, BOUND);
    }
}
