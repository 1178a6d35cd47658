package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.WordUtils;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod.Kind;

/**
 * Several methods on one model, at a budget or at sizes that the user gives.
 *
 * @param model what they are put on
 * @param budget the budget, if there is one
 * @param lines the methods
 * @param denominator what shares are taken of
 * @param format how parameters are stored
 */
record ComparisonReport(
        CountedMethod.Target model,
        Optional<BigInteger> budget,
        List<Line> lines,
        Denominator denominator,
        StorageFormat format) {

    private static final int WIDEST = 44;
    private static final int INDENT = 5;

    /**
     * A method.
     *
     * @param method the method
     * @param fit the size; {@link BudgetFit.TooSmall} when none fits the budget
     */
    record Line(CountedMethod method, BudgetFit fit) {

        boolean isFeasible() {
            return fit instanceof BudgetFit.Within;
        }

        int size() {
            return fit instanceof BudgetFit.Within within ? within.size() : ((BudgetFit.TooSmall) fit).size();
        }

        ParameterCount count() {
            return fit instanceof BudgetFit.Within within ? within.count() : ((BudgetFit.TooSmall) fit).count();
        }

        String left() {
            return fit instanceof BudgetFit.Within within ? within.left().toString() : "";
        }

        String remark() {
            if (fit instanceof BudgetFit.Within within) {
                boolean end = within.next().isEmpty() && method.sized().kind() != Kind.NONE;
                return end ? "the largest " + word() + ": " + method.sized().limit() : "";
            }
            return "infeasible: the smallest has " + count().trainable();
        }

        String word() {
            return method.sized().kind().word();
        }

        String sizeText() {
            return method.sized().kind() == Kind.NONE ? "-" : word() + " " + size();
        }
    }

    /** The comparison as text. */
    String asText() {
        TextTable table =
                new TextTable().text("method", WIDEST).text("size", WIDEST).number("trainable");
        if (budget.isPresent()) {
            table.number("left");
        }
        table.number("share %").number("bytes");
        for (Line line : lines) {
            List<Object> cells = new ArrayList<>();
            cells.add(line.method().sized().title());
            cells.add(line.isFeasible() ? line.sizeText() : "-");
            cells.add(line.isFeasible() ? line.count().trainable() : "-");
            if (budget.isPresent()) {
                cells.add(line.isFeasible() ? line.left() : "-");
            }
            cells.add(line.isFeasible() ? Share.percent(line.count().trainable(), denominator) : "-");
            cells.add(line.isFeasible() ? format.bytes(line.count().trainable()) : "-");
            table.row(cells.toArray());
            if (budget.isPresent() && !line.remark().isEmpty()) {
                table.note(line.remark(), INDENT);
            }
        }
        return lines.size() + (lines.size() == 1 ? " method on " : " methods on ")
                + model.architecture().name()
                + budget.map(number -> ", at most " + number + " trainable parameters")
                        .orElse("") + "\n"
                + WordUtils.wrap("layers of methods that rewrite weights: " + layers(), Console.WIDTH, "\n  ", false)
                + "\n\n" + table + "\n"
                + "shares are of " + denominator.parameters() + " ("
                + model.architecture().name() + " "
                + denominator.name() + ");\nbytes are those of the trainable parameters in " + format.id() + "\n"
                + "head: " + model.head().describe(model.architecture().hiddenSize()) + "\n"
                + breakEven().map(lines -> "\n" + lines.asText()).orElse("");
    }

    private String layers() {
        return String.join(
                ", ", model.layers().stream().map(ModelOptions::blocks).toList());
    }

    /** The lines of the rank that LoRA has here, or else of the width that PEANuT has. */
    private Optional<BreakEvenLines> breakEven() {
        if (lines.stream().noneMatch(line -> line.method().id().equals("peanut"))) {
            return Optional.empty();
        }
        return lines.stream()
                .filter(line -> line.isFeasible() && line.method().id().equals("lora"))
                .findFirst()
                .or(() -> lines.stream()
                        .filter(line -> line.isFeasible() && line.method().id().equals("peanut"))
                        .findFirst())
                .map(line -> new BreakEvenLines(line.method().rank().apply(line.size()), model.layers()));
    }

    /** The comparison as JSON. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model", model.architecture().name());
        budget.ifPresent(number -> root.put("budget", number));
        root.putObject("denominator").put("name", denominator.name()).put("parameters", denominator.parameters());
        root.putObject("head")
                .put("classes", model.head().classes())
                .put("trainable", model.head().parameters(model.architecture().hiddenSize()));
        root.put("dtype", format.id());
        ArrayNode methods = root.putArray("methods");
        for (Line line : lines) {
            ObjectNode node = methods.addObject().put("method", line.method().id());
            node.put("feasible", line.isFeasible()).put("sizeKind", line.word()).put("size", line.size());
            node.put("trainable", line.count().trainable())
                    .put("frozen", line.count().frozen())
                    .put("percent", Share.percent(line.count().trainable(), denominator))
                    .put("bytes", format.bytes(line.count().trainable()));
            if (line.fit() instanceof BudgetFit.Within within && budget.isPresent()) {
                node.put("left", within.left());
                within.next().ifPresent(next -> node.put("next", next));
            }
        }
        breakEven().ifPresent(lines -> lines.putInto(root.putArray("breakEven")));
        return root;
    }

    /** The comparison as comma-separated values; sizes and counts of an infeasible method are its smallest. */
    String asCsv() {
        CsvText csv = new CsvText()
                .row("model", "method", "feasible", "sizeKind", "size", "trainable", "left", "percent", "bytes");
        for (Line line : lines) {
            csv.row(
                    model.architecture().name(),
                    line.method().id(),
                    line.isFeasible(),
                    line.word(),
                    line.size(),
                    line.count().trainable(),
                    budget.isPresent() ? line.left() : "",
                    Share.percent(line.count().trainable(), denominator),
                    format.bytes(line.count().trainable()));
        }
        return csv.toString();
    }
}
