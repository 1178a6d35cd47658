package org.peftcheck.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.peftcheck.training.method.PruningSettings;
import picocli.CommandLine.Option;

/** How AdaLoRA and RoseLoRA set parameters to 0, as a user gives it. */
final class PruningOptions {

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
            names = "--keep",
            paramLabel = "SHARE",
            description =
                    "Share of each column of A and row of B that is left at the end (roselora; 0.05 if not given).")
    private Optional<Double> keep = Optional.empty();

    @Option(
            names = "--budget-warmup",
            paramLabel = "T",
            description =
                    "Steps before anything is set to 0, or their share below 1 (adalora, roselora; 0.1 if not given).")
    private Optional<Double> warmUp = Optional.empty();

    @Option(
            names = "--budget-fixed",
            paramLabel = "T",
            description =
                    "Steps at the end with as little as wanted, or their share below 1 (adalora, roselora; 0.5 if not given).")
    private Optional<Double> fixed = Optional.empty();

    @Option(
            names = "--budget-every",
            paramLabel = "N",
            description = "Steps from one choice to the next (adalora, roselora; 1 if not given).")
    private Optional<Integer> every = Optional.empty();

    /**
     * The settings.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    PruningSettings settings() {
        PruningSettings usual = PruningSettings.usual();
        return new PruningSettings(
                target.isPresent() ? OptionalInt.of(target.get()) : usual.target(),
                penalty.orElse(usual.penalty()),
                keep.orElse(usual.keep()),
                warmUp.orElse(usual.warmUp()),
                fixed.orElse(usual.fixed()),
                every.orElse(usual.every()));
    }
}
