package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.peftcheck.theory.count.TrainingStep.Form;

class TrainingCostTest {

    private static final StepSetting SETTING = new StepSetting(3, 10, 2, false);

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
                "2*d_in*d_out + 4*d_in*r + 2*d_out*r + 3*d_out",
                vera.perVectorFlops().toString());
        assertEquals(
                "2*d_in*d_out + 4*d_in*r + 4*d_out*r + d_out",
                loRa.perVectorFlops().toString());
        assertEquals("2*d_in*r", vera.onceFlops().toString());
        Backward bias = TrainingStep.of(
                        HiddenRegistry.method("bitfit"),
                        HiddenRegistry.method("bitfit").sites().get(0))
                .backward();
        assertFalse(bias.keepsInput());
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
        same(30 * 2 * (2 * BLOCK + 160) + 4 * attention, cost.flops().modelBackward());
        same(2 * 30 * (2 * 8 * 3 + 2 * 8 * 3 + 2 * 8), cost.flops().adapterForward());
        same(2 * 30 * (4 * 8 * 3 + 4 * 8 * 3 + 8), cost.flops().adapterBackward());
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

    @Test
    void blocksBeforeTheFirstAdaptedOneHaveNoBackwardPass() {
        List<LinearLayer> last = tiny().layers(List.of("model.layers.1.self_attn.q_proj"));
        TrainingCost one = cost(last, "lora", 3, Form.FACTORED, SETTING);
        long attention = 30 * 4 * 10 * 8;
        same(30 * 2 * (BLOCK + 160) + 2 * attention, one.flops().modelBackward());
        TrainingCost head = cost(tiny().layers(List.of("lm_head")), "lora", 3, Form.FACTORED, SETTING);
        same(30 * 2 * 160, head.flops().modelBackward());
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
        TrainingCost eager =
                cost(tiny().layers(List.of("q")), "lora", 3, Form.FACTORED, new StepSetting(3, 10, 2, true));
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
                "training step: expected batch, length, bytes >= 1, got 0, 1, 2",
                assertThrows(IllegalArgumentException.class, () -> new StepSetting(0, 1, 2, false))
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
