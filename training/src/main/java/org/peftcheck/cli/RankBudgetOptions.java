package org.peftcheck.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.peftcheck.training.method.RankBudget;
import picocli.CommandLine.Option;

/** The schedule of AdaLoRA's rank, and its penalty, as a user gives them. */
final class RankBudgetOptions {

    @Option(
            names = "--target-rank",
            paramLabel = "R",
            description = "Mean rank of a layer at the end (adalora; two thirds of --rank if not given).")
    private Optional<Integer> target = Optional.empty();

    @Option(
            names = "--penalty",
            paramLabel = "G",
            description = "Coefficient of the penalty that keeps P and Q orthonormal (adalora; 0.5 if not given).")
    private Optional<Double> penalty = Optional.empty();

    @Option(
            names = "--budget-warmup",
            paramLabel = "T",
            description = "Steps before the rank falls, or their share below 1 (adalora; 0.1 if not given).")
    private Optional<Double> warmUp = Optional.empty();

    @Option(
            names = "--budget-fixed",
            paramLabel = "T",
            description = "Steps at the end with the ranks chosen, or their share below 1 (adalora; 0.5 if not given).")
    private Optional<Double> fixed = Optional.empty();

    @Option(
            names = "--budget-every",
            paramLabel = "N",
            description = "Steps from one choice of ranks to the next (adalora; 1 if not given).")
    private Optional<Integer> every = Optional.empty();

    /**
     * The schedule.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    RankBudget budget() {
        RankBudget usual = RankBudget.usual();
        return new RankBudget(
                target.isPresent() ? OptionalInt.of(target.get()) : usual.target(),
                penalty.orElse(usual.penalty()),
                warmUp.orElse(usual.warmUp()),
                fixed.orElse(usual.fixed()),
                every.orElse(usual.every()));
    }
}
