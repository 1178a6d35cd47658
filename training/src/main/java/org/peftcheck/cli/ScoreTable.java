package org.peftcheck.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.training.recipe.PairedDifference;
import org.peftcheck.training.recipe.PairedDifference.Sign;

/**
 * Scores of a recipe on a data set beside the paper's: what is compared are differences to the reference.
 *
 * @param report the report
 * @param set the data set
 */
record ScoreTable(BenchmarkReport report, RecipeData set) {

    private static final List<String> SHARES = List.of("accuracy", "f1", "matthews", "pearson", "spearman");

    /** A difference to the reference here and in the paper; either may be missing. */
    record Beside(Optional<PairedDifference> here, Optional<BigDecimal> paper) {

        /** In words: whether the seeds tell the two apart, and what the paper says. */
        String verdict() {
            if (here.isEmpty()) {
                return "";
            }
            Sign sign = here.get().sign();
            String word = word(sign);
            if (paper.isEmpty()) {
                return word;
            }
            if (paper.get().signum() == 0) {
                return word + "; the paper: equal";
            }
            Sign printed = paper.get().signum() > 0 ? Sign.HIGHER : Sign.LOWER;
            return sign == printed ? word + ", as in the paper" : word + "; the paper: " + word(printed);
        }

        private static String word(Sign sign) {
            return sign == Sign.NOT_TOLD_APART ? "not told apart" : sign.name().toLowerCase(Locale.ROOT);
        }
    }

    private Recipe recipe() {
        return report.plan().recipe();
    }

    private Optional<BigDecimal> paper(ArmOutcome outcome) {
        return PaperFigures.score(recipe(), outcome.arm()).map(Cell::number);
    }

    /** A line beside its reference; empty for the reference itself. */
    Beside beside(ArmOutcome outcome) {
        Optional<ArmOutcome> reference = report.isReference(outcome) ? Optional.empty() : report.referenceOf(outcome);
        return new Beside(
                reference.flatMap(other -> outcome.minus(other, ArmOutcome::score)),
                reference.flatMap(this::paper).flatMap(base -> paper(outcome).map(own -> own.subtract(base))));
    }

    /** In how many parts of a score differences are told: points are hundredths; a likelihood is as it is. */
    double unit() {
        return SHARES.contains(report.of(set).get(0).runs().get(0).first().name()) ? 100 : 1;
    }

    /** What these parts are called. */
    String unitName() {
        return unit() == 1 ? "" : " points";
    }

    Grid grid() {
        List<ArmOutcome> lines = report.of(set);
        ComparedRuns.Finished any = lines.get(0).runs().get(0);
        boolean printed = lines.stream().anyMatch(line -> paper(line).isPresent());
        String difference = "minus " + recipe().reference();
        Grid.Builder grid = new Grid.Builder()
                .text("row")
                .number("trained")
                .number(any.first().name() + " on " + any.part())
                .number("seeds")
                .number(difference + (unit() == 1 ? "" : "," + unitName()) + " (95 %)");
        if (printed) {
            grid.number("paper, " + recipe().column().orElse(set.name())).number(difference);
        }
        grid.text(printed ? "beside the paper" : "told apart");
        lines.forEach(line -> grid.row(cells(line, printed)));
        return grid.build();
    }

    private List<String> cells(ArmOutcome line, boolean printed) {
        Beside beside = beside(line);
        List<String> cells = new ArrayList<>(List.of(
                line.arm().label(),
                String.format(
                        Locale.ROOT, "%,d", line.runs().get(0).record().counts().trainedEncoder()),
                line.spread(ArmOutcome::score).text(),
                "" + line.runs().size(),
                beside.here().map(this::text).orElse("")));
        if (printed) {
            cells.add(paper(line).map(BigDecimal::toPlainString).orElse(""));
            cells.add(beside.paper().map(ScoreTable::signed).orElse(""));
        }
        cells.add(beside.verdict());
        return cells;
    }

    private static String signed(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + value.toPlainString();
    }

    /** As {@code +1.20 ± 2.31}. */
    private String text(PairedDifference difference) {
        String sign = difference.mean() < 0 ? "-" : "+";
        String mean = sign + amount(Math.abs(difference.mean()));
        return Double.isNaN(difference.halfWidth()) ? mean : mean + " ± " + amount(difference.halfWidth());
    }

    /** A difference or deviation in the unit of the table. */
    String amount(double value) {
        return String.format(Locale.ROOT, unit() == 1 ? "%.4f" : "%.2f", unit() * value);
    }
}
