package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.CostItem;
import org.peftcheck.theory.count.ModelSizes;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.theory.count.TrainingSetup;
import org.peftcheck.theory.count.UpdateForm;

/**
 * The cost of a method on a model in both forms.
 *
 * @param model the name of the model
 * @param sizes its sizes
 * @param layers the layers that are adapted
 * @param adapter the method
 * @param rank its rank
 * @param setup how the model is trained
 * @param format the format of frozen weights and activations
 */
record CostReport(
        String model,
        ModelSizes sizes,
        List<LinearLayer> layers,
        WeightAdapter adapter,
        int rank,
        TrainingSetup setup,
        StorageFormat format) {

    private static final int WIDEST = 40;
    private static final int FORMULA = 60;

    private List<String> assumptions() {
        return List.of(
                "frozen weights and activations in " + format.id() + "; trained numbers, gradients, what the adapter"
                        + " computes in fp32; AdamW with two moments in fp32; no checkpointing",
                "counted: linear layers and attention products (in full, also under a causal mask); not counted: norms,"
                        + " activations, softmax, embeddings, a pooler or head for the task, work space of kernels",
                "backward, down to the first adapted block (L' blocks): frozen linear layers as much as forwards,"
                        + " attention and adapter twice as much",
                "kept of a token in a block: inputs and outputs of both norms, queries, keys, values, attention"
                        + " probabilities, their sums of values, inner values of the feed-forward network before and after"
                        + " its activation");
    }

    private TrainingCost cost(UpdateForm form) {
        return TrainingCost.of(sizes, layers, adapter, rank, setup, form);
    }

    private String symbols() {
        return "n = " + setup.tokens() + " tokens, T = " + setup.length() + ", h = " + sizes.hidden() + ", a = "
                + sizes.query() + ", k = " + sizes.keyValue() + ", f = " + sizes.feedForward() + ", H = "
                + sizes.heads() + ", L = " + sizes.blocks() + ", w = " + sizes.blockWeights() + ", V = "
                + sizes.vocabulary() + ", P = " + sizes.parameters() + ", r = " + rank;
    }

    /** The cost as text. */
    String asText() {
        StringBuilder text = new StringBuilder();
        text.append(adapter.title() + " on " + model + ", rank " + rank + ", batch " + setup.batch() + ", length "
                + setup.length() + "\n" + symbols() + "\n\n");
        TrainingCost[] both = {cost(UpdateForm.MATERIALISED), cost(UpdateForm.FACTORED)};
        for (TrainingCost cost : both) {
            text.append(cost.form().id()).append("\n\n");
            text.append(table("operations", cost.flops(), cost.flopsPerStep())).append('\n');
            text.append(table("bytes", cost.memory(), cost.peakBytes())).append('\n');
            text.append("operations a token: " + cost.flopsPerToken() + "\n\n");
        }
        text.append("assumptions:\n");
        assumptions().forEach(line -> text.append("  - ").append(line).append('\n'));
        return text.toString();
    }

    private static String table(String unit, List<CostItem> items, BigInteger total) {
        TextTable table =
                new TextTable().text("part", WIDEST).text("formula", FORMULA).number(unit);
        items.forEach(item -> table.row(item.name(), item.formula(), item.value()));
        table.row(unit.equals("bytes") ? "peak" : "step", "sum", total);
        return table.toString();
    }

    /** The cost as JSON. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model", model).put("method", adapter.id()).put("rank", rank);
        root.put("batch", setup.batch()).put("length", setup.length()).put("dtype", format.id());
        root.put("optimiser", "AdamW, two moments in fp32").put("checkpointing", false);
        ObjectNode forms = root.putObject("forms");
        for (UpdateForm form : UpdateForm.values()) {
            TrainingCost cost = cost(form);
            ObjectNode node = forms.putObject(form.id());
            node.put("flopsPerStep", cost.flopsPerStep())
                    .put("flopsPerToken", cost.flopsPerToken())
                    .put("peakBytes", cost.peakBytes());
            put(node.putArray("flops"), cost.flops());
            put(node.putArray("memory"), cost.memory());
        }
        ArrayNode lines = root.putArray("assumptions");
        assumptions().forEach(lines::add);
        return root;
    }

    private static void put(ArrayNode array, List<CostItem> items) {
        items.forEach(item -> array.addObject()
                .put("part", item.name())
                .put("formula", item.formula())
                .put("value", item.value()));
    }
}
