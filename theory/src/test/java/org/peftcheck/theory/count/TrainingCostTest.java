package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.ListedArchitecture;
import org.peftcheck.papers.architecture.TensorShape;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;

/** A model that is small enough to do by hand: h = 6, 3 heads of 2, 1 key head, f = 10, V = 20, 2 blocks. */
class TrainingCostTest {

    private static final TrainingSetup SETUP = new TrainingSetup(2, 5, 2);
    private static final long N = 10;
    /** q 6x6, k and v 2x6, o 6x6, gate and up 10x6, down 6x10. */
    private static final long WEIGHTS = 36 + 12 + 12 + 36 + 60 + 60 + 60;

    private static Architecture model() {
        return Architecture.of(
                "tiny",
                Document.parse(
                        "config.json",
                        "{\"model_type\": \"llama\", \"hidden_size\": 6, \"num_hidden_layers\": 2,"
                                + " \"intermediate_size\": 10, \"vocab_size\": 20, \"num_attention_heads\": 3,"
                                + " \"num_key_value_heads\": 1}"));
    }

    private static WeightAdapter method(String id) {
        return AdapterRegistry.standard().method(id).configure(AdapterOptions.DEFAULT);
    }

    private static TrainingCost cost(String id, UpdateForm form, List<LinearLayer> layers) {
        return TrainingCost.of(ModelSizes.of(model()), layers, method(id), 3, SETUP, form);
    }

    private static String values(List<CostItem> items) {
        return items.stream().map(item -> item.name() + ": " + item.value()).collect(Collectors.joining("\n"));
    }

    @Test
    void theOperationsOfLoRaInFactors() {
        long update = 2 * 3 * 6 * N + 2 * 2 * 3 * N + 2 * N + 2 * N;
        assertEquals(
                "forward, linear layers: " + N * 2 * 2 * WEIGHTS
                        + "\nforward, attention: " + N * 2 * 4 * 5 * 6
                        + "\nbackward, linear layers: " + N * 2 * 2 * WEIGHTS
                        + "\nbackward, attention: " + N * 2 * 8 * 5 * 6
                        + "\nhead, both ways: " + N * 4 * 20 * 6
                        + "\nadapter, forward: " + 2 * update
                        + "\nadapter, backward: " + 4 * update,
                values(cost("lora", UpdateForm.FACTORED, model().layers(List.of("v")))
                        .flops()));
    }

    @Test
    void theOperationsOfLoRaMaterialised() {
        long form = 2 * 2 * 3 * 6 + 2 * 6 + 2 * 6;
        TrainingCost cost = cost("lora", UpdateForm.MATERIALISED, model().layers(List.of("v")));
        String flops = values(cost.flops());
        assertTrue(flops.contains("adapter, forward: " + 2 * form + "\nadapter, backward: " + 4 * form), flops);
        assertTrue(flops.endsWith("gradient of the formed weights: " + 2 * 2 * 2 * 6 * N), flops);
        assertEquals(CostItem.sum(cost.flops()), cost.flopsPerStep());
    }

    @Test
    void theBytesOfLoRa() {
        long parameters = 2 * 20 * 6 + 2 * WEIGHTS + 5 * 6;
        long trained = 2 * 3 * (2 + 6);
        long kept = 4 * 6 + 2 * 6 + 2 * 2 + 3 * 5 + 4 * 10;
        String shared = "weights of the model: " + 2 * parameters
                + "\nweights of the adapter: " + 4 * trained
                + "\ngradients: " + 4 * trained
                + "\nmoments of AdamW: " + 8 * trained
                + "\nactivations of the blocks: " + 2 * N * 2 * kept
                + "\noutputs of the head and their gradient: " + 8 * N * 20;
        assertEquals(
                shared + "\nvalues that the adapter keeps: " + 2 * 4 * N * (3 + 2 + 2 + 2),
                values(cost("lora", UpdateForm.FACTORED, model().layers(List.of("v")))
                        .memory()));
        assertEquals(
                shared + "\nvalues that the adapter keeps: " + 2 * 4 * 3 * 12 + "\ngradient of a formed weight: 48",
                values(cost("lora", UpdateForm.MATERIALISED, model().layers(List.of("v")))
                        .memory()));
    }

    @Test
    void theBackwardPassEndsAtTheFirstAdaptedBlock() {
        List<LinearLayer> last = List.of(model().layers(List.of("v")).get(0).inBlocks(1, 1));
        String flops = values(cost("lora", UpdateForm.FACTORED, last).flops());
        assertTrue(flops.contains("forward, linear layers: " + N * 2 * 2 * WEIGHTS), flops);
        assertTrue(flops.contains("backward, linear layers: " + N * 2 * WEIGHTS), flops);
        List<LinearLayer> head = model().layers(List.of("head"));
        assertTrue(values(cost("lora", UpdateForm.FACTORED, head).flops()).contains("backward, attention: 0"));
    }

    @Test
    void fullFineTuningTrainsTheWeightInItsPlace() {
        TrainingCost cost = cost("full", UpdateForm.FACTORED, model().layers(List.of("v")));
        String memory = values(cost.memory());
        assertTrue(memory.contains("weights of the adapter: 0\ngradients: " + 4 * 24 + "\n"), memory);
        String flops = values(cost.flops());
        assertTrue(flops.endsWith("gradient of the formed weights: " + 2 * 2 * 2 * 6 * N), flops);
    }

    @Test
    void aModelWithoutHeadsHasNoCost() {
        Architecture listed =
                ListedArchitecture.of("file", List.of(new TensorShape("a.0.q_proj.weight", List.of(2L, 3L))));
        assertEquals(
                "file: expected a model whose number of attention heads is known, by name or by its config.json",
                assertThrows(IllegalArgumentException.class, () -> ModelSizes.of(listed))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new TrainingSetup(0, 5, 4));
    }
}
