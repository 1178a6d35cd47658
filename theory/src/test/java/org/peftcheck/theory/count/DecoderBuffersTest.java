package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.count.StepSetting.Keeping;
import org.peftcheck.theory.count.TrainingStep.Form;

/**
 * By hand: two blocks, d = 8, f = 12, four query heads of width 6 that share two key and value heads, so that q has 24 features and k and
 * v have 12; 31 tokens; 3 inputs of 10 tokens, so that a token has 40 shares of attention.
 */
class DecoderBuffersTest {

    private static final int TOKENS = 30;
    /** Gate and up, and one inverse norm. */
    private static final int INNER = 2 * 12 + 1;

    private static LlamaArchitecture model(boolean tied, boolean headNorms) {
        return new LlamaArchitecture(
                "tiny", "llama", 8, 2, 12, 31, 4, 2, 6, tied, new Biases(false, false, false), headNorms);
    }

    private static StepSetting setting(Keeping keeping) {
        return new StepSetting(3, 10, 4, keeping);
    }

    private static TrainingCost lora(LlamaArchitecture model, Keeping keeping, String... targets) {
        return TrainingCost.of(
                model,
                model.layers(List.of(targets)),
                AdapterRegistry.standard().method("lora").configure(AdapterOptions.DEFAULT),
                3,
                Form.FACTORED,
                setting(keeping));
    }

    private static TrainingCost.Memory memory(LlamaArchitecture model, String... targets) {
        return lora(model, Keeping.RECOMPUTED, targets).memory();
    }

    private static void entries(long expected, BigInteger bytes) {
        assertEquals(BigInteger.valueOf(4 * expected), bytes);
    }

    /** In the first block queries have a gradient, which needs k, v and the shares; in the second one q, the shares and the norm, too. */
    @Test
    void statesAreComputedAgainFromTheResultsOfAllBlocks() {
        TrainingCost.Memory query = memory(model(false, false), "q");
        int first = 2 * 8 + 12 + 12 + 40 + INNER;
        int second = 2 * 8 + 24 + 12 + 12 + 40 + 1 + INNER;
        entries(TOKENS * (first + second + 1), query.modelActivations());
        entries(TOKENS * 2 * (8 + 3), query.adapterActivations());
        entries(TOKENS * (2 * 40 + 4 * 8 + 24 + 12 - 2 * 12 - 2 * 8), query.workspace());
        TrainingCost.Memory last = memory(model(false, false), "model.layers.1.self_attn.q_proj");
        entries(TOKENS * (2 * 8 + first + 1), last.modelActivations());
        entries(TOKENS * (2 * 40 + 4 * 8 + 24 - 2 * 12 - 4 * 8), last.workspace());
    }

    /** Where heads are normalised, queries and keys before that are kept with the inverse norms of all of them. */
    @Test
    void normalisedHeadsAreKeptBeforeTheirNorms() {
        long more = 24 + (4 + 2) + 24 + 12 + (4 + 2);
        BigInteger plain = memory(model(false, false), "q").modelActivations();
        BigInteger normalised = memory(model(false, true), "q").modelActivations();
        entries(TOKENS * more, normalised.subtract(plain));
    }

    /** The first block's gate has no gradient where only up is trained, so that up itself is not needed. */
    @Test
    void gateAndUpAreKeptAsTheirPartnersNeedThem() {
        TrainingCost.Memory up = memory(model(false, false), "up");
        TrainingCost.Memory gate = memory(model(false, false), "gate");
        int second = 2 * 8 + 24 + 12 + 12 + 40 + 1 + INNER;
        entries(TOKENS * (2 * 8 + 12 + second + 1), up.modelActivations());
        entries(TOKENS * (2 * 8 + 2 * 12 + second + 1), gate.modelActivations());
        entries(TOKENS * 2 * (8 + 3 + 12), up.adapterActivations());
        TrainingCost.Memory both = memory(model(false, false), "gate", "up");
        entries(TOKENS * 2 * (8 + 2 * (3 + 12)), both.adapterActivations());
    }

    @Test
    void theOutputProjectionKeepsTheContexts() {
        TrainingCost.Memory output = memory(model(false, false), "o");
        entries(TOKENS * 2 * (24 + 3 + 8), output.adapterActivations());
    }

    /** The gradient of a tied table of 31 · 8 entries lies where the 30 · 31 logits were. */
    @Test
    void everythingTrainedKeepsEveryInput() {
        TrainingCost.Memory all = TrainingCost.ofEverything(model(true, false), setting(Keeping.RECOMPUTED))
                .memory();
        int block = 2 * 8 + 24 + 12 + 12 + 40 + 1 + INNER;
        entries(TOKENS * (2 * block + 1), all.modelActivations());
        entries(TOKENS * (2 * (8 + 24 + 8 + 12) + 8), all.adapterActivations());
        entries(0, all.frozenWeights());
        entries(model(true, false).parameters(), all.gradients());
    }

    /** Heads of width 6 are turned by 6 × 6: forward all, backward those with a gradient; and 30 log-probabilities are added up. */
    @Test
    void theFormulasOwnProductsAreCountedWhereTheyAreRun() {
        TrainingCost.Flops here =
                lora(model(false, true), Keeping.RECOMPUTED, "q").flops();
        TrainingCost.Flops elsewhere =
                lora(model(false, true), Keeping.EAGER, "q").flops();
        long turn = 2L * 6 * 6 * TOKENS;
        assertEquals(BigInteger.valueOf(2 * (4 + 2) * turn), here.modelForward().subtract(elsewhere.modelForward()));
        assertEquals(
                BigInteger.valueOf((4 + 4 + 2) * turn + 4L * TOKENS),
                here.modelBackward().subtract(elsewhere.modelBackward()));
        assertEquals(elsewhere.adapterForward(), here.adapterForward());
        assertEquals(elsewhere.adapterBackward(), here.adapterBackward());
    }

    /** What x meets first, A of r × d_in, is the same for queries and values, though they have other numbers of features. */
    @Test
    void sharedProductsAreComputedOnceForGroupedHeads() {
        LlamaArchitecture model = model(false, false);
        BigInteger query = vera(model, "q");
        BigInteger value = vera(model, "v");
        BigInteger once = BigInteger.valueOf(2L * 2 * 3 * 8 * TOKENS);
        assertEquals(query.add(value).subtract(once), vera(model, "q", "v"));
        assertEquals(query.add(vera(model, "o")), vera(model, "q", "o"));
    }

    private static BigInteger vera(LlamaArchitecture model, String... targets) {
        return TrainingCost.of(
                        model,
                        model.layers(List.of(targets)),
                        AdapterRegistry.standard().method("vera").configure(AdapterOptions.DEFAULT),
                        3,
                        Form.FACTORED,
                        setting(Keeping.FUSED))
                .flops()
                .adapterForward();
    }
}
