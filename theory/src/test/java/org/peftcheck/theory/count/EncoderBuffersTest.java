package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.ListedArchitecture;
import org.peftcheck.papers.architecture.TensorShape;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.count.StepSetting.Keeping;
import org.peftcheck.theory.count.TrainingStep.Form;

/** By hand: two blocks, d = 8, f = 12, two heads, 3 inputs of 10 tokens, so that a token has 20 shares of attention. */
class EncoderBuffersTest {

    private static final BertArchitecture MODEL = new BertArchitecture("tiny", "bert", 8, 2, 2, 12, 31, 17, 2);
    private static final StepSetting SETTING =
            new StepSetting(3, 10, 4, Keeping.RECOMPUTED, Optional.of(new TaskHead(false, false, 5)));
    private static final int TOKENS = 30;
    private static final int LAST = (8 + 8 + 8 + 20) + (2 * 8 + 2) + 12 + (2 * 8 + 2);

    private static TrainingCost.Memory memory(String id, int rank, Form form, String... targets) {
        return TrainingCost.of(
                        MODEL,
                        MODEL.layers(List.of(targets)),
                        AdapterRegistry.standard().method(id).configure(AdapterOptions.DEFAULT),
                        rank,
                        form,
                        SETTING)
                .memory();
    }

    private static void entries(long expected, BigInteger bytes) {
        assertEquals(BigInteger.valueOf(4 * expected), bytes);
    }

    @Test
    void theFirstAdaptedBlockKeepsWhatItsGradientsNeed() {
        TrainingCost.Memory query = memory("lora", 3, Form.FACTORED, "q");
        int first = LAST - 8;
        entries(TOKENS * (first + LAST), query.modelActivations());
        entries(TOKENS * 2 * 3, query.adapterActivations());
        entries(TOKENS * (2 * 12 + 2 * 8), query.workspace());
        TrainingCost.Memory value = memory("lora", 3, Form.FACTORED, "v");
        entries(TOKENS * (first - 8 - 8 + LAST), value.modelActivations());
    }

    /** The output of an adapted last layer is two products, both of which the normalisation is computed again from; so is its input kept. */
    @Test
    void anAdaptedLayerBeforeANormalisationKeepsItsProductsAndItsInput() {
        TrainingCost.Memory down = memory("lora", 3, Form.FACTORED, "down");
        entries(TOKENS * (2 * 8 + 2 + LAST), down.modelActivations());
        entries(TOKENS * 2 * (12 + 8 + 3), down.adapterActivations());
        entries(TOKENS * (2 * 8 + 3 * 12 - 12), down.workspace());
    }

    /** W is kept where it is applied backwards, which the first block has no need of. */
    @Test
    void aFormedWeightIsKeptForTheGradientOfItsInput() {
        TrainingCost.Memory formed = memory("lora", 3, Form.MATERIALISED, "q");
        entries(8 * 8, formed.adapterActivations());
    }

    @Test
    void withoutTrainedBlocksThePeakIsOnTheWayThere() {
        TrainingCost.Memory probe = TrainingCost.of(
                        MODEL, HiddenRegistry.method("linear-probing"), new HiddenDimensions(8, 12, 1, 2, 5), SETTING)
                .memory();
        entries(0, probe.modelActivations());
        entries(TOKENS * (2 * 20 + 3 * 8), probe.workspace());
        entries(5 * 9, probe.gradients());
        entries(MODEL.parameters() - 72, probe.frozenWeights());
    }

    @Test
    void everythingTrainedKeepsEveryInput() {
        TrainingCost.Memory all = TrainingCost.ofEverything(MODEL, SETTING).memory();
        entries(TOKENS * 2 * LAST, all.modelActivations());
        entries(TOKENS * 2 * (8 + 12), all.adapterActivations());
        entries(0, all.frozenWeights());
        entries(MODEL.parameters() - 72 + 45, all.gradients());
    }

    @Test
    void onlyModelsWithKnownBuffersAreCounted() {
        ListedArchitecture listed = ListedArchitecture.of(
                "weights.onnx",
                List.of(new TensorShape("encoder.layer.0.attention.self.query.weight", List.of(8L, 8L))));
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> TrainingCost.ofEverything(listed, SETTING));
        assertEquals(
                "recomputed activations of weights.onnx: expected an encoder, a decoder or a vision transformer with all its"
                        + " sizes, got model_type " + listed.modelType(),
                refusal.getMessage());
    }
}
