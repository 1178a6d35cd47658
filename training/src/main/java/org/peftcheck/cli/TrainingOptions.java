package org.peftcheck.cli;

import java.util.Optional;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.TrainingSettings;
import picocli.CommandLine.Option;

/** Steps, batches and rates that a user gives. */
final class TrainingOptions {

    @Option(names = "--steps", paramLabel = "N", description = "Updates (600 if not given).")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Inputs of an update (16 if not given).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description = "In how many parts a batch goes through the network, for less memory (1 if not given).")
    private int accumulate = 1;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "Learning rate of the encoder (0.002 if not given, 0.00005 for full).")
    private Optional<Double> rate = Optional.empty();

    @Option(names = "--head-lr", paramLabel = "RATE", description = "Learning rate of the head (0.002 if not given).")
    private Optional<Double> headRate = Optional.empty();

    @Option(names = "--weight-decay", paramLabel = "L", description = "Decoupled weight decay (0.01 if not given).")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--warmup",
            paramLabel = "W",
            description = "Steps of the warm-up, or their share below 1 (0.06 if not given).")
    private Optional<Double> warmUp = Optional.empty();

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Largest norm of a gradient; 0 for any (1 if not given).")
    private Optional<Double> clip = Optional.empty();

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "Probability with which an adapter loses a number that it reads, in training (${DEFAULT-VALUE}).")
    private double dropout;

    @Option(
            names = "--eval-every",
            paramLabel = "N",
            description = "Steps between evaluations; 0 for one at the end (100 if not given).")
    private Optional<Integer> evaluateEvery = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N evaluations without a better one; 0 for never (0 if not given).")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Steps between checkpoints; 0 for none (50 if not given).")
    private Optional<Integer> checkpointEvery = Optional.empty();

    double dropout() {
        return dropout;
    }

    /**
     * The settings, with a seed.
     *
     * @param usualRate the learning rate of the encoder where the user gives none
     * @param seed the seed
     * @throws IllegalArgumentException when a number is out of its range
     */
    TrainingSettings settings(double usualRate, long seed) {
        TrainingSettings usual = TrainingSettings.defaults();
        AdamWSettings adamW = usual.adamW();
        int batchSize = batch.orElse(usual.batchSize());
        if (accumulate < 1 || accumulate > batchSize) {
            throw new IllegalArgumentException(
                    "accumulate: expected a number from 1 to the batch size " + batchSize + ", got " + accumulate);
        }
        AdamWSettings chosen = new AdamWSettings(
                rate.orElse(usualRate),
                headRate.orElse(adamW.headRate()),
                adamW.beta1(),
                adamW.beta2(),
                adamW.epsilon(),
                weightDecay.orElse(adamW.weightDecay()),
                clip.orElse(adamW.clipNorm()));
        return new TrainingSettings(
                steps.orElse(usual.steps()),
                batchSize,
                (batchSize + accumulate - 1) / accumulate,
                warmUp.orElse(usual.warmUp()),
                chosen,
                evaluateEvery.orElse(usual.evaluateEvery()),
                patience.orElse(usual.patience()),
                checkpointEvery.orElse(usual.checkpointEvery()),
                seed);
    }
}
