package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.DyLoRa;
import org.peftcheck.theory.adapter.RoseLoRa;
import org.peftcheck.theory.count.SizedMethod.Kind;
import org.peftcheck.theory.count.StepSetting;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.theory.count.TrainingStep;
import org.peftcheck.training.benchmark.MeasuredStep;

/**
 * What a training step of a model with a method costs.
 *
 * @param method the method on the model
 * @param size its size
 * @param setting batch, length and format
 * @param format the format of activations and of what a method freezes
 * @param held the format of the model's frozen weights
 * @param columns the forms of the method
 * @param measured what steps of each form took, where they were run
 */
record CostReport(
        CountedMethod method,
        int size,
        StepSetting setting,
        StorageFormat format,
        StorageFormat held,
        List<CostReport.Column> columns,
        List<MeasuredStep> measured) {

    private static final int WIDEST = 60;

    /** The step on a kind of layers or at a place. */
    record Step(String place, TrainingStep step) {}

    /** A form of the method: its steps as polynomials, and the cost of the whole model. */
    record Column(String form, List<Step> steps, TrainingCost cost) {}

    /** This report with measurements. */
    CostReport with(List<MeasuredStep> steps) {
        return new CostReport(method, size, setting, format, held, columns, steps);
    }

    private String formats() {
        return format.id() + (held == format ? "" : ", weights of the model " + held.id());
    }

    private Adapter adapter() {
        return method.adapters().apply(size);
    }

    private String model() {
        return method.model().architecture().name();
    }

    /** The cost as text. */
    String asText() {
        StringBuilder text = new StringBuilder(adapter().title() + " on " + model() + method.settings(size) + ", batch "
                + setting.batch() + ", length " + setting.length() + ", " + formats() + "\n\n");
        TextTable table = new TextTable().text("a training step", WIDEST);
        columns.forEach(column -> table.number(column.form()));
        List<Map<String, BigInteger>> figures =
                columns.stream().map(column -> figures(column.cost())).toList();
        for (String name : figures.get(0).keySet()) {
            List<Object> row = new ArrayList<>();
            row.add(name);
            figures.forEach(column -> row.add(column.get(name)));
            table.row(row.toArray());
        }
        text.append(table).append('\n');
        for (Column column : columns) {
            text.append(total(column)).append('\n');
        }
        for (int k = 0; k < measured.size(); k++) {
            text.append('\n').append(comparison(k).asText());
        }
        text.append("\nFormulas, n for the input vectors of a step:\n");
        columns.forEach(column -> column.steps().forEach(step -> text.append(formulaLines(column, step))));
        text.append("\nAssumed:\n");
        assumptions().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private MeasuredCost comparison(int column) {
        BigInteger head =
                method.model().head().parameters(method.model().architecture().hiddenSize());
        BigInteger counted = method.at(size).trainable();
        BigInteger trained = method.id().equals("linear-probing") ? counted : counted.add(head);
        return new MeasuredCost(columns.get(column).form(), columns.get(column).cost(), trained, measured.get(column));
    }

    private static String formulaLines(Column column, Step step) {
        StringBuilder lines = new StringBuilder();
        formulas(step)
                .forEach((name, formula) -> lines.append("  ")
                        .append(String.join(", ", column.form(), step.place(), name))
                        .append(": ")
                        .append(formula)
                        .append('\n'));
        return lines.toString();
    }

    private String total(Column column) {
        BigDecimal gib = new BigDecimal(column.cost().memory().total())
                .divide(new BigDecimal(1L << 30), 3, RoundingMode.HALF_UP);
        return column.form() + ": " + perToken(column) + " FLOPs a token, peak " + gib + " GiB";
    }

    private BigInteger perToken(Column column) {
        return column.cost().flops().total().divide(setting.tokens());
    }

    private static Map<String, BigInteger> figures(TrainingCost cost) {
        Map<String, BigInteger> figures = new LinkedHashMap<>();
        figures.put("FLOPs, forward, model", cost.flops().modelForward());
        figures.put("FLOPs, forward, added by the method", cost.flops().adapterForward());
        figures.put("FLOPs, backward, model", cost.flops().modelBackward());
        figures.put("FLOPs, backward, added by the method", cost.flops().adapterBackward());
        figures.put("FLOPs, all", cost.flops().total());
        figures.put(
                "operations of the method that are no products", cost.flops().adapterEntrywise());
        figures.put("bytes, frozen weights", cost.memory().frozenWeights());
        figures.put("bytes, trained parameters", cost.memory().trainedWeights());
        figures.put("bytes, gradients", cost.memory().gradients());
        figures.put("bytes, optimiser", cost.memory().optimiser());
        figures.put("bytes, activations, model", cost.memory().modelActivations());
        figures.put("bytes, activations, kept by the method", cost.memory().adapterActivations());
        figures.put("bytes, workspace", cost.memory().workspace());
        figures.put("bytes, all", cost.memory().total());
        return figures;
    }

    private static Map<String, String> formulas(Step step) {
        TrainingStep costs = step.step();
        Map<String, String> formulas = new LinkedHashMap<>();
        formulas.put(
                "forward FLOPs",
                sum(costs.forward().once().flops(), costs.forward().perVector().flops()));
        formulas.put(
                "backward FLOPs",
                sum(costs.backward().onceFlops(), costs.backward().perVectorFlops()));
        String input = costs.backward().keepsInput() ? ", and the input" : "";
        formulas.put(
                "kept entries",
                sum(costs.backward().onceKept(), costs.backward().perVectorKept()) + input);
        return formulas;
    }

    private static String sum(Object once, Object perVector) {
        return "(" + once + ") + n (" + perVector + ")";
    }

    private List<String> assumptions() {
        List<String> lines = new ArrayList<>(
                List.of(
                        "Frozen weights and activations in " + formats()
                                + "; trained parameters, their gradients and AdamW's"
                                + " two moments in fp32, 16 bytes in all for each.",
                        "No checkpointing, no dropout, no sharding; the allocator, the data and temporary buffers of the forward"
                                + " pass are left out.",
                        "FLOPs are those of the products of matrices, 2mkn for m x k and k x n; attention is computed without skipping"
                                + " masked places; embeddings, norms, softmax, activations of the model and the optimiser's own step"
                                + " are left out.",
                        "Backward: derived step by step; only what depends on something trained has a gradient, so that blocks before"
                                + " the first adapted one have no backward pass and keep nothing.",
                        setting.keeping() == StepSetting.Keeping.RECOMPUTED
                                ? "Kept by a block for each token: results of products that norms and activations are computed again"
                                        + " from, the states between its halves, q, k, v and the shares of the attention, as far as"
                                        + " gradients need them; workspace is what the last block adds at the peak."
                                : "Kept by a block for each token: q, k, v, the attention's output, the inputs of the norms, the inner"
                                        + " activations of the feed-forward network"
                                        + (setting.keeping() == StepSetting.Keeping.EAGER ? ", the scores" : "")
                                        + "; inputs of adapted layers once each; workspace is the gradients of what one layer forms."
                                        + " Logits and their gradient in fp32, where the model has a head.",
                        "The materialised form forms the adapted weight anew in each step and keeps it for the backward pass."));
        if (setting.keeping() == StepSetting.Keeping.RECOMPUTED) {
            lines.add(
                    "As run here, rotary positions are a product with a w x w matrix for each head, and the patches of images"
                            + " one with the convolution; both are among the FLOPs of the model.");
        }
        if (adapter() instanceof DyLoRa) {
            lines.add(
                    "A step is computed with all r columns of A and rows of B, those beyond the drawn rank being 0; cut to rank b"
                            + " it would take b/r of what the method adds. A copy of A is left out.");
        }
        if (adapter() instanceof RoseLoRa) {
            lines.add(
                    "Entries that are 0 are computed with; the smoothed sensitivity of each entry, 4 bytes, is left out.");
        }
        if (adapter().id().equals("fourierft")) {
            lines.add(
                    "The update is made by products with cosines and sines, which are not stored; a fast transform costs less.");
        }
        return lines;
    }

    /** The cost as JSON. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model", model()).put("method", adapter().id());
        Kind kind = method.sized().kind();
        if (kind != Kind.NONE) {
            root.put(kind == Kind.WIDTH ? "rank" : kind.word(), size);
        }
        root.put("batch", setting.batch())
                .put("length", setting.length())
                .put("dtype", format.id())
                .put("storage", held.id());
        root.put("attention", setting.keeping().name().toLowerCase(Locale.ROOT));
        root.put("trainable", method.at(size).trainable());
        ArrayNode forms = root.putArray("forms");
        for (Column column : columns) {
            ObjectNode form = forms.addObject().put("form", column.form());
            addFigures(form, column);
            ArrayNode steps = form.putArray("formulas");
            for (Step step : column.steps()) {
                ObjectNode node = steps.addObject().put("place", step.place());
                formulas(step).forEach(node::put);
            }
        }
        if (!measured.isEmpty()) {
            ArrayNode steps = root.putArray("measured");
            for (int k = 0; k < measured.size(); k++) {
                comparison(k).putInto(steps.addObject());
            }
        }
        ArrayNode assumptions = root.putArray("assumptions");
        assumptions().forEach(assumptions::add);
        return root;
    }

    private void addFigures(ObjectNode form, Column column) {
        TrainingCost.Flops flops = column.cost().flops();
        form.putObject("flops")
                .put("modelForward", flops.modelForward())
                .put("adapterForward", flops.adapterForward())
                .put("modelBackward", flops.modelBackward())
                .put("adapterBackward", flops.adapterBackward())
                .put("total", flops.total())
                .put("perToken", perToken(column));
        form.put("methodEntrywise", flops.adapterEntrywise());
        TrainingCost.Memory memory = column.cost().memory();
        form.putObject("bytes")
                .put("frozenWeights", memory.frozenWeights())
                .put("trainedWeights", memory.trainedWeights())
                .put("gradients", memory.gradients())
                .put("optimiser", memory.optimiser())
                .put("modelActivations", memory.modelActivations())
                .put("adapterActivations", memory.adapterActivations())
                .put("workspace", memory.workspace())
                .put("total", memory.total());
    }
}
