package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.peftcheck.training.recipe.Arm;
import org.peftcheck.training.recipe.PairedDifference;

/**
 * What has come of a line of a recipe.
 *
 * @param arm the line
 * @param bySeed its runs in the order of the seeds; empty where one is not finished
 */
record ArmOutcome(Arm arm, List<Optional<ComparedRuns.Finished>> bySeed) {

    /** The value that decides. */
    static double score(ComparedRuns.Finished run) {
        return run.first().value();
    }

    static double stepMillis(ComparedRuns.Finished run) {
        return run.record().times().stepMillis();
    }

    static double peakBytes(ComparedRuns.Finished run) {
        return run.record().peakMemory().bytes();
    }

    /** The runs that are finished. */
    List<ComparedRuns.Finished> runs() {
        return bySeed.stream().flatMap(Optional::stream).toList();
    }

    Spread spread(ToDoubleFunction<ComparedRuns.Finished> value) {
        return Spread.of(runs().stream().map(run -> value.applyAsDouble(run)).toList());
    }

    /**
     * The difference to another line, seed by seed.
     *
     * @param other the other line
     * @param value what is compared
     * @return the difference; empty when no seed is finished in both
     */
    Optional<PairedDifference> minus(ArmOutcome other, ToDoubleFunction<ComparedRuns.Finished> value) {
        return paired(other, value, (a, b) -> a - b);
    }

    /** By how much the ratio to another line exceeds 1, seed by seed. */
    Optional<PairedDifference> excessOver(ArmOutcome other, ToDoubleFunction<ComparedRuns.Finished> value) {
        return paired(other, value, (a, b) -> a / b - 1);
    }

    private Optional<PairedDifference> paired(
            ArmOutcome other,
            ToDoubleFunction<ComparedRuns.Finished> value,
            java.util.function.DoubleBinaryOperator between) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(bySeed.size(), other.bySeed.size()); i++) {
            if (bySeed.get(i).isPresent() && other.bySeed.get(i).isPresent()) {
                differences.add(between.applyAsDouble(
                        value.applyAsDouble(bySeed.get(i).get()),
                        value.applyAsDouble(other.bySeed.get(i).get())));
            }
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(PairedDifference.of(differences));
    }
}
