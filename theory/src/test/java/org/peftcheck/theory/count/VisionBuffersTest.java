package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.count.StepSetting.Keeping;
import org.peftcheck.theory.count.TrainingStep.Form;

/** By hand: two blocks, d = 8, f = 12, two heads, images of 9 patches of 2 × 2 in 3 colours, so that a token has 20 shares of attention. */
class VisionBuffersTest {

    private static final VitArchitecture MODEL = new VitArchitecture("tiny", "vit", 8, 2, 2, 12, 6, 2, 3, true);
    private static final int TOKENS = 30;

    private static StepSetting setting(Keeping keeping) {
        return new StepSetting(3, 10, 4, keeping, Optional.of(new TaskHead(false, false, 5)));
    }

    private static TrainingCost.Memory memory(String... targets) {
        return TrainingCost.of(
                        MODEL,
                        MODEL.layers(List.of(targets)),
                        AdapterRegistry.standard().method("lora").configure(AdapterOptions.DEFAULT),
                        3,
                        Form.FACTORED,
                        setting(Keeping.RECOMPUTED))
                .memory();
    }

    private static void entries(long expected, BigInteger bytes) {
        assertEquals(BigInteger.valueOf(4 * expected), bytes);
    }

    /** Means and deviations are two for each norm; the first states have a buffer. */
    @Test
    void statesAreComputedAgainFromTheResultsOfAllBlocks() {
        int first = 2 * 8 + 8 + 8 + 20 + 2 + 12;
        int second = 2 * 8 + 3 * 8 + 20 + 4 + 12;
        TrainingCost.Memory query = memory("q");
        entries(TOKENS * (8 + first + second + 2), query.modelActivations());
        entries(TOKENS * 2 * (8 + 3), query.adapterActivations());
        entries(TOKENS * (2 * 20 + 4 * 8 + 8 - 12 - 2 * 8), query.workspace());
        TrainingCost.Memory down = memory("encoder.layer.1.output.dense");
        entries(TOKENS * (8 + 2 * 2 * 8 + 2), down.modelActivations());
        entries(TOKENS * (12 + 8 + 3), down.adapterActivations());
        entries(TOKENS * (2 * 20 + 8 - 12 - (8 + 3)), down.workspace());
    }

    /**
     * At each of four places the products of 8 and of 3 features, and of these after the activation, too; b1 once. What is read is
     * kept in the place of the layer's own result, so that it is not kept again.
     */
    @Test
    void whatAMethodOnHiddenStatesReadsIsKeptOnce() {
        HiddenDimensions dimensions = new HiddenDimensions(8, 12, 3, 2, 5);
        TrainingCost.Memory houlsby = TrainingCost.of(
                        MODEL, HiddenRegistry.method("houlsby"), dimensions, setting(Keeping.RECOMPUTED))
                .memory();
        entries(TOKENS * 4 * (8 + 3 + 3) + 4 * 3, houlsby.adapterActivations());
    }

    /** 12 numbers of a patch, 10 tokens, and bias and class token in their places; backward only where everything is trained. */
    @Test
    void theConvolutionIsAProduct() {
        TrainingCost.Flops here =
                TrainingCost.ofEverything(MODEL, setting(Keeping.RECOMPUTED)).flops();
        TrainingCost.Flops elsewhere =
                TrainingCost.ofEverything(MODEL, setting(Keeping.EAGER)).flops();
        BigInteger embedded = BigInteger.valueOf(2L * TOKENS * 12 * 8 + 2 * 2 * 10 * 8);
        assertEquals(embedded, here.modelForward().subtract(elsewhere.modelForward()));
        assertEquals(embedded, here.modelBackward().subtract(elsewhere.modelBackward()));
    }
}
