package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.LoRaTraining;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod.Kind;

/**
 * The trainable parameters that one method of one size adds to a model.
 *
 * @param method the method on the model
 * @param size its size
 * @param fit how it fits a budget, if there is one
 * @param denominator what the share is taken of
 * @param format how the parameters are stored
 * @param keep the share of each vector that RoseLoRA leaves
 */
record CountReport(
        CountedMethod method,
        int size,
        Optional<BudgetFit.Within> fit,
        Denominator denominator,
        StorageFormat format,
        double keep) {

    private static final int WIDEST = 60;

    private Architecture architecture() {
        return method.model().architecture();
    }

    private ParameterCount total() {
        return method.at(size);
    }

    private BigInteger head() {
        return method.model().head().parameters(architecture().hiddenSize());
    }

    private Adapter adapter() {
        return method.adapters().apply(size);
    }

    /** The count as text. */
    String asText() {
        TextTable table = new TextTable()
                .text("layers", WIDEST)
                .number("how many")
                .number(adapter() instanceof WeightAdapter ? "d_out x d_in" : "features")
                .number("each")
                .number("trainable");
        for (CountedMethod.Row row : method.rows(size)) {
            table.row(row.name(), row.count(), row.shape(), row.each(), row.trainable());
        }
        String per = adapter() instanceof WeightAdapter ? "per layer: " : "in all: ";
        return adapter().title() + " on " + architecture().name() + method.settings(size) + "\n" + per
                + method.formula(size)
                + "\n\n" + table + "\n"
                + "trainable parameters: " + total().trainable() + "\n"
                + deployed().map(DeployedCount::asText).orElse("")
                + fit.map(CountReport::left).orElse("")
                + "share: " + Share.percent(total().trainable(), denominator) + " % of " + denominator.parameters()
                + " (" + architecture().name() + " " + denominator.name() + ")\n"
                + "head: " + method.model().head().describe(architecture().hiddenSize()) + "\n"
                + "on disk: " + format.bytes(total().trainable()) + " bytes in " + format.id() + frozen() + "\n"
                + (breaksEven() ? "\n" + breakEven().asText() : "");
    }

    private static String left(BudgetFit.Within fit) {
        return "budget: " + fit.count().trainable().add(fit.left()) + ", left: " + fit.left()
                + fit.next().map(next -> "; the next size has " + next).orElse("; this is the largest size looked at")
                + "\n";
    }

    private String frozen() {
        return total().frozen().signum() == 0
                ? ""
                : "; a further " + format.bytes(total().frozen()) + " if the " + total().frozen()
                        + " frozen numbers are stored too";
    }

    private Optional<DeployedCount> deployed() {
        return adapter() instanceof LoRaTraining training
                ? Optional.of(new DeployedCount(
                        training,
                        ModelOptions.shapes(method.model().layers()),
                        method.rank().apply(size),
                        keep))
                : Optional.empty();
    }

    private boolean breaksEven() {
        return adapter() instanceof Peanut && method.sized().kind() != Kind.DEPTH;
    }

    private BreakEvenLines breakEven() {
        return new BreakEvenLines(size, method.model().layers());
    }

    /** The count as JSON. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model", architecture().name()).put("method", method.id());
        putSize(root);
        if (adapter() instanceof WeightAdapter weights) {
            root.put("formula", SymbolicAdapter.of(weights).formula());
        }
        root.put(adapter() instanceof WeightAdapter ? "perLayer" : "inAll", method.formula(size));
        ArrayNode layers = root.putArray("layers");
        for (CountedMethod.Row row : method.rows(size)) {
            layers.addObject()
                    .put("target", row.target())
                    .put("name", row.name())
                    .put("count", row.count())
                    .put("shape", row.shape())
                    .put("each", row.each())
                    .put("trainable", row.trainable());
        }
        root.put("trainable", total().trainable()).put("frozen", total().frozen());
        deployed().ifPresent(count -> count.putInto(root));
        fit.ifPresent(within -> root.putObject("budget")
                .put("parameters", within.count().trainable().add(within.left()))
                .put("left", within.left()));
        Share.put(root, total().trainable(), denominator);
        root.putObject("head").put("classes", method.model().head().classes()).put("trainable", head());
        root.putObject("disk")
                .put("dtype", format.id())
                .put("trainableBytes", format.bytes(total().trainable()))
                .put("frozenBytes", format.bytes(total().frozen()));
        if (breaksEven()) {
            breakEven().putInto(root.putArray("breakEven"));
        }
        return root;
    }

    private void putSize(ObjectNode root) {
        switch (method.sized().kind()) {
            case RANK, WIDTH, DEPTH -> root.put("rank", method.rank().apply(size));
            case COEFFICIENTS, BOTTLENECK -> root.put(method.sized().kind().word(), size);
            case NONE -> root.putNull("rank");
        }
        if (adapter() instanceof Peanut peanut) {
            root.put("depth", peanut.depth())
                    .put("orientation", peanut.orientation().id())
                    .put("activation", peanut.activation().id());
        }
    }

    /** The count as comma-separated values: a line for each run of layers, then the total. */
    String asCsv() {
        CsvText csv = new CsvText().row("model", "method", "size", "layers", "count", "shape", "each", "trainable");
        for (CountedMethod.Row row : method.rows(size)) {
            csv.row(
                    architecture().name(),
                    method.id(),
                    size,
                    row.name(),
                    row.count(),
                    row.shape(),
                    row.each(),
                    row.trainable());
        }
        return csv.row(architecture().name(), method.id(), size, "total", "", "", "", total().trainable())
                .toString();
    }
}
