package org.peftcheck.cli;

import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.training.recipe.PairedDifference;

/**
 * Time and memory of a recipe on a data set beside the paper's: what is compared are ratios to the reference.
 *
 * @param report the report
 * @param set the data set
 */
record CostTable(BenchmarkReport report, RecipeData set) {

    private static final double MEBI = 1 << 20;
    private static final String TIME = "time";
    private static final String MEMORY = "memory";

    private Recipe recipe() {
        return report.plan().recipe();
    }

    private Optional<Cell> paper(ArmOutcome outcome, String column) {
        return PaperFigures.cell(recipe(), outcome.arm(), column);
    }

    Grid grid() {
        String ratio = "to " + recipe().reference();
        List<ArmOutcome> lines = report.of(set);
        boolean printed = lines.stream().anyMatch(line -> paper(line, TIME).isPresent());
        Grid.Builder grid = new Grid.Builder()
                .text("row")
                .number("trained")
                .number("seeds")
                .number("ms/step")
                .number(ratio + " (95 %)")
                .number("peak MiB")
                .number(ratio + " (95 %)");
        if (printed) {
            grid.number("paper, time").number(ratio).number("paper, memory").number(ratio);
        }
        lines.forEach(line -> grid.row(cells(line, printed)));
        return grid.build();
    }

    private List<String> cells(ArmOutcome line, boolean printed) {
        List<String> cells = new ArrayList<>(List.of(
                line.arm().label(),
                String.format(
                        Locale.ROOT, "%,d", line.runs().get(0).record().counts().trainedEncoder()),
                "" + line.runs().size(),
                mean(line.spread(ArmOutcome::stepMillis), 1),
                ratio(line, ArmOutcome::stepMillis),
                mean(line.spread(ArmOutcome::peakBytes), MEBI),
                ratio(line, ArmOutcome::peakBytes)));
        if (printed) {
            for (String column : List.of(TIME, MEMORY)) {
                cells.add(paper(line, column).map(Cell::raw).orElse(""));
                cells.add(paperRatio(line, column));
            }
        }
        return cells;
    }

    private static String mean(Spread spread, double unit) {
        return String.format(Locale.ROOT, "%.1f", spread.mean() / unit)
                + spread.deviation()
                        .map(sd -> String.format(Locale.ROOT, " ± %.1f", sd / unit))
                        .orElse("");
    }

    private String ratio(ArmOutcome line, ToDoubleFunction<ComparedRuns.Finished> value) {
        if (report.isReference(line)) {
            return "1";
        }
        return report.referenceOf(line)
                .flatMap(other -> line.excessOver(other, value))
                .map(CostTable::text)
                .orElse("");
    }

    /** As {@code 1.020 ± 0.031}. */
    static String text(PairedDifference excess) {
        String mean = String.format(Locale.ROOT, "%.3f", 1 + excess.mean());
        return Double.isNaN(excess.halfWidth())
                ? mean
                : mean + String.format(Locale.ROOT, " ± %.3f", excess.halfWidth());
    }

    private String paperRatio(ArmOutcome line, String column) {
        Optional<Cell> own = paper(line, column);
        Optional<Cell> base = report.referenceOf(line).flatMap(other -> paper(other, column));
        boolean comparable = own.isPresent()
                && base.isPresent()
                && own.get().unit().equals(base.get().unit());
        return comparable
                ? String.format(
                        Locale.ROOT,
                        "%.3f",
                        own.get().number().divide(base.get().number(), MathContext.DECIMAL64))
                : "";
    }
}
