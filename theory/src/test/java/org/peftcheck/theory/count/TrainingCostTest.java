package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.ListedArchitecture;
import org.peftcheck.papers.architecture.TensorShape;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.count.TrainingStep.Form;

class TrainingCostTest {

    private static final StepSetting SETTING = new StepSetting(3, 10, 2, StepSetting.Keeping.FUSED);

    /** Two blocks, d = 8, two heads of 4, one key and value head, f = 12, a head of 20 tokens. */
    private static Architecture tiny() {
        String config =
                "{\"model_type\": \"llama\", \"hidden_size\": 8, \"num_hidden_layers\": 2, \"intermediate_size\": 12,"
                        + " \"vocab_size\": 20, \"num_attention_heads\": 2, \"num_key_value_heads\": 1}";
        return Architecture.of(
                "tiny", Document.read("tiny.json", new ByteArrayInputStream(config.getBytes(StandardCharsets.UTF_8))));
    }

    private static final long BLOCK = 8 * 8 + 4 * 8 + 4 * 8 + 8 * 8 + 3 * 8 * 12;

    private static WeightAdapter adapter(String id) {
        return AdapterRegistry.standard().method(id).configure(AdapterOptions.DEFAULT);
    }

    private static TrainingCost cost(List<LinearLayer> layers, String id, int rank, Form form, StepSetting setting) {
        return TrainingCost.of(tiny(), layers, adapter(id), rank, form, setting);
    }

    private static void same(long expected, BigInteger actual) {
        assertEquals(BigInteger.valueOf(expected), actual);
    }

    @Test
    void backwardOfLoRaIsThatOfItsFactors() {
        TrainingStep factored = TrainingStep.of(adapter("lora"), Form.FACTORED);
        assertEquals("0", factored.backward().onceFlops().toString());
        assertEquals(
                "2*d_in*d_out + 4*d_in*r + 4*d_out*r + d_out",
                factored.backward().perVectorFlops().toString());
        assertEquals("r", factored.backward().perVectorKept().toString());
        assertTrue(factored.backward().keepsInput());
        TrainingStep materialised = TrainingStep.of(adapter("lora"), Form.MATERIALISED);
        assertEquals("4*d_in*d_out", materialised.backward().perVectorFlops().toString());
        assertEquals(
                "4*d_in*d_out*r + d_in*d_out",
                materialised.backward().onceFlops().toString());
        assertEquals("d_in*d_out", materialised.backward().onceKept().toString());
    }

    @Test
    void aTweakerKeepsItsHiddenLayerOnceAStep() {
        Backward factored = TrainingStep.of(adapter("peanut"), Form.FACTORED).backward();
        assertEquals("2*d_out*r", factored.onceKept().toString());
        assertEquals("2*d_in*d_out*r + d_out*r", factored.onceFlops().toString());
        Backward materialised =
                TrainingStep.of(adapter("peanut"), Form.MATERIALISED).backward();
        assertEquals("6*d_in*d_out*r + d_out*r", materialised.onceFlops().toString());
        assertEquals("d_in*d_out + 2*d_out*r", materialised.onceKept().toString());
    }

    @Test
    void frozenFactorsHaveNoGradient() {
        Backward vera = TrainingStep.of(adapter("vera"), Form.FACTORED).backward();
        Backward loRa = TrainingStep.of(adapter("lora"), Form.FACTORED).backward();
        assertEquals(
                "2*d_in*d_out + 2*d_in*r + 2*d_out*r + 3*d_out + 3*r",
                vera.perVectorFlops().toString());
        assertEquals(
                "2*d_in*d_out + 4*d_in*r + 4*d_out*r + d_out",
                loRa.perVectorFlops().toString());
        assertEquals("0", vera.onceFlops().toString());
        assertEquals(
                "2*d_in*d_out + 2*d_in*r + 2*d_out*r", vera.perVectorProducts().toString());
        Backward bias = TrainingStep.of(
                        HiddenRegistry.method("bitfit"),
                        HiddenRegistry.method("bitfit").sites().get(0))
                .backward();
        assertFalse(bias.keepsInput());
    }

    /** As its authors do, and released code: the norms are constants, so that no weight needs to be formed backwards. */
    @Test
    void theNormsOfDoRaHaveNoGradient() {
        Backward dora = TrainingStep.of(adapter("dora"), Form.FACTORED).backward();
        assertEquals("d_out", dora.onceFlops().toString());
        assertEquals(
                "2*d_in*d_out + 4*d_in*r + 4*d_out*r", dora.perVectorProducts().toString());
    }

    @Test
    void aRankNoLessThanTheFeaturesMakesTheUpdateTheSmallerMatrix() {
        Map<Dimension, Polynomial> sizes = Dimensions.of(6, 5, 9).values();
        TrainingStep step = TrainingStep.of(adapter("lora"), Form.FACTORED, true, sizes);
        assertEquals("2*d_in*d_out*r", step.forward().once().products().toString());
        assertEquals("4*d_in*d_out", step.forward().perVector().products().toString());
        TrainingStep below = TrainingStep.of(
                adapter("lora"), Form.FACTORED, true, Dimensions.of(6, 5, 4).values());
        assertEquals(TrainingStep.of(adapter("lora"), Form.FACTORED), below);
    }

    /** By hand: PᵀP and QQᵀ with their gradients, 6 r² for each feature; apart from it the step is that of VeRA with trained factors. */
    @Test
    void aPenaltyOfTheLossIsPartOfTheBackwardPass() {
        assertEquals(
                "6*d_in*r^2 + 6*d_out*r^2", adapter("adalora").penaltyProducts().toString());
        TrainingCost.Flops adaLoRa = cost(tiny().layers(List.of("q")), "adalora", 3, Form.FACTORED, SETTING)
                .flops();
        TrainingCost.Flops loRa = cost(tiny().layers(List.of("q")), "lora", 3, Form.FACTORED, SETTING)
                .flops();
        same(2 * 6 * 9 * 16, adaLoRa.adapterBackward().subtract(loRa.adapterBackward()));
        same(0, adaLoRa.adapterForward().subtract(loRa.adapterForward()));
    }

    @Test
    void placesOfHiddenStatesHaveStepsToo() {
        HiddenAdapter houlsby = HiddenRegistry.method("houlsby");
        TrainingStep step = TrainingStep.of(houlsby, houlsby.sites().get(0));
        assertEquals("8*d*m + m", step.backward().perVectorFlops().toString());
        assertEquals("2*m", step.backward().perVectorKept().toString());
    }

    @Test
    void theModelIsCountedByHand() {
        List<LinearLayer> query = tiny().layers(List.of("q"));
        TrainingCost cost = cost(query, "lora", 3, Form.FACTORED, SETTING);
        long attention = 30 * 4 * 10 * 8;
        same(30 * 2 * (2 * BLOCK + 160) + 2 * attention, cost.flops().modelForward());
        long projections = 8 * 8 + 4 * 8 + 4 * 8;
        same(
                30 * 2 * (2 * BLOCK - projections + 160) + 3 * attention,
                cost.flops().modelBackward());
        same(2 * 30 * (2 * 8 * 3 + 2 * 8 * 3), cost.flops().adapterForward());
        same(30 * (8 + 6) * 8 * 3, cost.flops().adapterBackward());
        same(2 * 30 * (2 * 8 + 8), cost.flops().adapterEntrywise());
        long parameters = tiny().parameters();
        same(2 * parameters, cost.memory().frozenWeights());
        same(4 * 2 * 3 * 16, cost.memory().trainedWeights());
        same(8 * 2 * 3 * 16, cost.memory().optimiser());
        long kept = 8 + 4 + 4 + 8 + 2 * 8 + 3 * 12;
        same(2 * 30 * 2 * kept + 4 * 2 * 30 * 20, cost.memory().modelActivations());
        same(2 * 30 * (2 * 8 + 2 * 3), cost.memory().adapterActivations());
        same(0, cost.memory().workspace());
        assertEquals(
                cost.flops().total(),
                cost.flops()
                        .modelForward()
                        .add(cost.flops().adapterForward())
                        .add(cost.flops().modelBackward())
                        .add(cost.flops().adapterBackward()));
    }

    /** By hand: what the values of the first adapted block depend on decides which products have a gradient. */
    @Test
    void inTheFirstAdaptedBlockOnlyWhatDependsOnTheAdapterGoesBack() {
        long one = 30 * 2 * 10 * 8;
        long rest = 8 * 8 + 3 * 8 * 12;
        long second = 30 * 2 * (BLOCK + 160) + 4 * one;
        same(second + 30 * 2 * rest + 2 * one, backwardOf("q"));
        same(second + 30 * 2 * rest + 2 * one, backwardOf("k"));
        same(second + 30 * 2 * rest + one, backwardOf("v"));
        same(second + 30 * 2 * rest + 4 * one, backwardOf("q", "k", "v"));
        same(second + 30 * 2 * 3 * 8 * 12, backwardOf("o"));
        same(second + 30 * 2 * 8 * 12, backwardOf("gate"));
        same(second, backwardOf("down"));
    }

    private static BigInteger backwardOf(String... targets) {
        return cost(tiny().layers(List.of(targets)), "lora", 3, Form.FACTORED, SETTING)
                .flops()
                .modelBackward();
    }

    @Test
    void everythingTrainedGoesBackThroughEveryProduct() {
        TrainingCost.Flops flops = TrainingCost.ofEverything(tiny(), SETTING).flops();
        assertEquals(flops.modelForward().shiftLeft(1), flops.modelBackward().add(flops.adapterBackward()));
        same(0, flops.adapterForward());
        same(30 * 2 * (2 * BLOCK + 160), flops.adapterBackward());
    }

    /** VeRA's A, r × d_in, is one for queries, keys and values, though queries have other numbers of features. */
    @Test
    void layersThatShareAFrozenFactorMultiplyByItOnce() {
        long narrow = 30 * 2 * 2 * 8 * 3;
        long query = 30 * 2 * (2 * 8 * 3 + 2 * 8 * 3);
        long keyAndValue = 30 * 2 * 2 * (2 * 8 * 3 + 2 * 4 * 3);
        TrainingCost vera = cost(tiny().layers(List.of("q", "k", "v")), "vera", 3, Form.FACTORED, SETTING);
        TrainingCost lora = cost(tiny().layers(List.of("q", "k", "v")), "lora", 3, Form.FACTORED, SETTING);
        same(query + keyAndValue, lora.flops().adapterForward());
        same(query + keyAndValue - 2 * narrow, vera.flops().adapterForward());
    }

    /** By hand: a sum over tokens, a dense layer of 8 × 8 and 5 outputs, which are trained; d = 8, batches of 3. */
    @Test
    void theHeadOfATaskIsPartOfTheStep() {
        HiddenDimensions dimensions = new HiddenDimensions(8, 12, 1, 2, 5);
        StepSetting plain = new StepSetting(3, 10, 2, SETTING.keeping(), Optional.of(new TaskHead(false, false, 5)));
        StepSetting dense = new StepSetting(3, 10, 2, SETTING.keeping(), Optional.of(new TaskHead(false, true, 5)));
        HiddenAdapter probing = HiddenRegistry.method("linear-probing");
        TrainingCost.Flops bare =
                cost(List.of(), "lora", 3, Form.FACTORED, SETTING).flops();
        TrainingCost.Flops one =
                TrainingCost.of(tiny(), probing, dimensions, plain).flops();
        TrainingCost.Flops two =
                TrainingCost.of(tiny(), probing, dimensions, dense).flops();
        same(0, bare.modelBackward());
        same(30 * 2 * 8 + 3 * 2 * 8 * 5, one.modelForward().subtract(bare.modelForward()));
        same(3 * 2 * 8 * 5, one.modelBackward());
        same(30 * 2 * 8 + 3 * 2 * 8 * (5 + 8), two.modelForward().subtract(bare.modelForward()));
        same(3 * 2 * 8 * (5 + 5 + 8), two.modelBackward());
        TrainingCost.Flops lora = cost(tiny().layers(List.of("down")), "lora", 3, Form.FACTORED, SETTING)
                .flops();
        TrainingCost.Flops headed = cost(tiny().layers(List.of("down")), "lora", 3, Form.FACTORED, dense)
                .flops();
        same(30 * 2 * 8 + 3 * 4 * 8 * (5 + 8), headed.modelBackward().subtract(lora.modelBackward()));
    }

    @Test
    void blocksBeforeTheFirstAdaptedOneHaveNoBackwardPass() {
        List<LinearLayer> last = tiny().layers(List.of("model.layers.1.self_attn.q_proj"));
        TrainingCost one = cost(last, "lora", 3, Form.FACTORED, SETTING);
        long attention = 30 * 4 * 10 * 8;
        long projections = 8 * 8 + 4 * 8 + 4 * 8;
        same(30 * 2 * (BLOCK - projections + 160) + attention, one.flops().modelBackward());
        TrainingCost head = cost(tiny().layers(List.of("lm_head")), "lora", 3, Form.FACTORED, SETTING);
        same(0, head.flops().modelBackward());
        same(30 * 2 * (2 * 20 * 3 + 8 * 3), head.flops().adapterBackward());
    }

    @Test
    void anInputThatSeveralLayersReadIsKeptOnce() {
        TrainingCost q = cost(tiny().layers(List.of("q")), "lora", 3, Form.FACTORED, SETTING);
        TrainingCost qkv = cost(tiny().layers(List.of("q", "k", "v")), "lora", 3, Form.FACTORED, SETTING);
        same(
                2 * 30 * 2 * 2 * 3,
                qkv.memory().adapterActivations().subtract(q.memory().adapterActivations()));
    }

    @Test
    void fullFineTuningPutsTrainedWeightsInThePlaceOfFrozenOnes() {
        TrainingCost full = cost(tiny().layers(List.of("q")), "full", 1, Form.MATERIALISED, SETTING);
        same(2 * (tiny().parameters() - 2 * 64), full.memory().frozenWeights());
        same(4 * 2 * 64, full.memory().trainedWeights());
        same(2 * 30 * 2 * 64, full.flops().adapterBackward());
        same(0, full.flops().adapterForward());
    }

    @Test
    void scoresAreKeptWhereTheAttentionIsNotFused() {
        TrainingCost fused = cost(tiny().layers(List.of("q")), "lora", 3, Form.FACTORED, SETTING);
        TrainingCost eager = cost(
                tiny().layers(List.of("q")),
                "lora",
                3,
                Form.FACTORED,
                new StepSetting(3, 10, 2, StepSetting.Keeping.EAGER));
        same(
                2 * 30 * 2 * 2 * 10,
                eager.memory().modelActivations().subtract(fused.memory().modelActivations()));
    }

    @Test
    void aModelKnownByItsTensorsOnlyHasNoHeads() {
        Architecture listed =
                ListedArchitecture.of("listed", List.of(new TensorShape("layers.0.q_proj.weight", List.of(8L, 8L))));
        assertEquals(
                "cost of listed: expected a layer for key named as usual, found none",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TrainingCost.of(
                                        listed, listed.layers(), adapter("lora"), 2, Form.FACTORED, SETTING))
                        .getMessage());
        assertEquals(
                "training step: expected batch, length, bytes, bytes of a weight >= 1, got 0, 1, 2, 2",
                assertThrows(IllegalArgumentException.class, () -> new StepSetting(0, 1, 2, StepSetting.Keeping.FUSED))
                        .getMessage());
    }

    @Test
    void hiddenMethodsAreCostedAtTheirPlaces() {
        HiddenDimensions dimensions = new HiddenDimensions(8, 12, 1, 2, 1);
        TrainingCost cost = TrainingCost.of(tiny(), HiddenRegistry.method("red"), dimensions, SETTING);
        same(4 * 2 * 2 * 8, cost.memory().trainedWeights());
        same(2 * 30 * 2 * 8, cost.memory().adapterActivations());
    }
}
