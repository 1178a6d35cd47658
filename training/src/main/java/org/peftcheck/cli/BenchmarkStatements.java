package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.training.recipe.PairedDifference;
import org.peftcheck.training.recipe.PairedDifference.Sign;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.TrainingSettings;

/**
 * What is to be known about the figures of a recipe on a data set: how long, how small, how far the seeds spread.
 *
 * @param report the report
 * @param set the data set
 */
record BenchmarkStatements(BenchmarkReport report, RecipeData set) {

    private Recipe recipe() {
        return report.plan().recipe();
    }

    List<String> all() {
        List<String> all = new ArrayList<>(List.of(size()));
        if (recipe().measure() == Recipe.Measure.SCORE) {
            all.add(spread());
            all.add(order());
            if (recipe().sweep().isPresent()) {
                all.add(best());
            }
        } else {
            all.add(
                    "times are medians of the steps of a run, means over the seeds, and ratios are taken between runs of the"
                            + " same seed, made in turns; memory is the resident peak of the process of a run, Java included");
        }
        budgets(all);
        if (recipe().kind() == Recipe.Kind.REPLICA) {
            all.add("the paper's figures are from another model, other data and far longer training: not the figures"
                    + " themselves are comparable, only order and differences");
        }
        return all;
    }

    /** Says it where the adapters have different counts: their rows are no comparison at a budget. */
    private void budgets(List<String> all) {
        LongSummaryStatistics counts = report.of(set).stream()
                .filter(line -> line.arm().experiments().get(0).method().rewritesWeights())
                .mapToLong(line -> line.runs().get(0).record().counts().trainedEncoder())
                .summaryStatistics();
        if (counts.getCount() > 1) {
            all.add(
                    counts.getMin() == counts.getMax()
                            ? String.format(
                                    Locale.ROOT,
                                    "all adapters have the same %,d trained parameters, heads not counted",
                                    counts.getMin())
                            : String.format(
                                    Locale.ROOT,
                                    "the adapters have %,d to %,d trained parameters, heads not counted: not one budget",
                                    counts.getMin(),
                                    counts.getMax()));
        }
    }

    private String size() {
        List<ArmOutcome> lines = report.of(set);
        ComparedRuns.Finished any = lines.get(0).runs().get(0);
        TrainingSettings settings = any.experiment().training();
        RunRecord record = any.record();
        int examples = record.data().sizes().getOrDefault("train", 0);
        int seeds = lines.stream().mapToInt(line -> line.runs().size()).max().orElse(0);
        String epochs = examples == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%.3g epochs of %,d examples)",
                        (double) settings.steps() * settings.batchSize() / examples,
                        examples);
        return String.format(
                Locale.ROOT,
                "%s: %d %s of %d steps of %d inputs%s with a model of %,d parameters, measured on %,d examples of %s",
                set.name(),
                seeds,
                seeds == 1 ? "seed" : "seeds",
                settings.steps(),
                settings.batchSize(),
                epochs,
                record.counts().base(),
                record.data().sizes().getOrDefault(any.part(), 0),
                any.part());
    }

    private String spread() {
        List<Double> deviations = report.of(set).stream()
                .flatMap(line -> line.spread(ArmOutcome::score).deviation().stream())
                .toList();
        List<PairedDifference> differences = report.of(set).stream()
                .flatMap(line -> new ScoreTable(report, set).beside(line).here().stream())
                .toList();
        if (deviations.isEmpty()) {
            return "a single seed says nothing about how far the figures spread: no two of them are told apart";
        }
        String unitName = new ScoreTable(report, set).unitName();
        long apart = differences.stream()
                .filter(difference -> difference.sign() != Sign.NOT_TOLD_APART)
                .count();
        double narrowest = differences.stream()
                .mapToDouble(PairedDifference::halfWidth)
                .min()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "over the seeds a score has a standard deviation of %s to %s%s; differences are taken seed by seed, with"
                        + " intervals of 95 %% by Student's distribution: %d of %d leave out zero, and a difference under %s%s"
                        + " would be told apart from zero in no row",
                amount(deviations.stream().mapToDouble(x -> x).min().orElseThrow()),
                amount(deviations.stream().mapToDouble(x -> x).max().orElseThrow()),
                unitName,
                apart,
                differences.size(),
                amount(narrowest),
                unitName);
    }

    private String amount(double value) {
        return new ScoreTable(report, set).amount(value);
    }

    /** The lines by their means, and by the paper's figures where it prints some. */
    private String order() {
        List<ArmOutcome> lines = report.of(set);
        Map<String, Double> here = new LinkedHashMap<>();
        Map<String, Double> printed = new LinkedHashMap<>();
        lines.forEach(line -> {
            here.put(line.arm().label(), mean(line));
            PaperFigures.score(recipe(), line.arm())
                    .map(Cell::number)
                    .ifPresent(value -> printed.put(line.arm().label(), value.doubleValue()));
        });
        String paper = descending(printed);
        return "by mean, told apart or not: " + descending(here) + (paper.isEmpty() ? "" : "; in the paper: " + paper);
    }

    /** Names by their values, the greatest first, as {@code A > B = C}. */
    static String descending(Map<String, Double> values) {
        StringBuilder text = new StringBuilder();
        double last = Double.NaN;
        for (Map.Entry<String, Double> entry : values.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList()) {
            text.append(text.isEmpty() ? "" : entry.getValue() == last ? " = " : " > ")
                    .append(entry.getKey());
            last = entry.getValue();
        }
        return text.toString();
    }

    private static double mean(ArmOutcome line) {
        return line.spread(ArmOutcome::score).mean();
    }

    /** The best value of what is varied, for each row. */
    private String best() {
        Map<String, ArmOutcome> best = new LinkedHashMap<>();
        report.of(set)
                .forEach(line -> best.merge(
                        line.arm().row().label(), line, (one, other) -> mean(one) >= mean(other) ? one : other));
        return "the best of each row: "
                + best.values().stream()
                        .map(line -> line.arm().label() + ": "
                                + line.spread(ArmOutcome::score).text())
                        .collect(Collectors.joining("; "));
    }
}
