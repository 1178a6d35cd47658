package org.peftcheck.training.run;

import java.util.Map;
import java.util.Objects;

/**
 * The hyper-parameters of a training run.
 *
 * @param steps how many updates the run has
 * @param batchSize inputs of an update
 * @param microBatchSize inputs that go through the network at once; gradients are accumulated over the batch
 * @param warmUp the length of the warm-up: a share of the steps if it is below 1, otherwise a number of steps
 * @param adamW those of the optimiser
 * @param evaluateEvery steps between evaluations; 0 for one evaluation, at the end
 * @param patience after how many evaluations without a better first metric the run stops; 0 for never
 * @param checkpointEvery steps between checkpoints; 0 for none but that of an interrupted run
 * @param seed where everything random comes from
 */
public record TrainingSettings(
        int steps,
        int batchSize,
        int microBatchSize,
        double warmUp,
        AdamWSettings adamW,
        int evaluateEvery,
        int patience,
        int checkpointEvery,
        long seed) {

    private static final TrainingSettings DEFAULTS =
            new TrainingSettings(600, 16, 16, 0.06, AdamWSettings.defaults(), 100, 0, 50, 1);

    /** Checks each number. */
    public TrainingSettings {
        Objects.requireNonNull(adamW, "adamW");
        RangeCheck.require("steps", "a number of at least 1", steps, steps >= 1);
        RangeCheck.require("batch size", "a number of at least 1", batchSize, batchSize >= 1);
        RangeCheck.require(
                "micro-batch size",
                "a number from 1 to the batch size " + batchSize,
                microBatchSize,
                microBatchSize >= 1 && microBatchSize <= batchSize);
        boolean share = warmUp >= 0 && warmUp < 1;
        RangeCheck.require(
                "warm-up",
                "a share of at least 0 and below 1, or a number of steps from 1 to " + steps,
                warmUp,
                share || warmUp == Math.rint(warmUp) && warmUp >= 1 && warmUp <= steps);
        RangeCheck.require("evaluate every", "a number of at least 0", evaluateEvery, evaluateEvery >= 0);
        RangeCheck.require("patience", "a number of at least 0", patience, patience >= 0);
        if (patience > 0 && evaluateEvery == 0) {
            throw new IllegalArgumentException(
                    "patience: expected 0 where there is one evaluation, at the end, got " + patience);
        }
        RangeCheck.require("checkpoint every", "a number of at least 0", checkpointEvery, checkpointEvery >= 0);
    }

    /** 600 steps of 16 inputs, a warm-up of 6 %, an evaluation every 100 steps and a checkpoint every 50. */
    public static TrainingSettings defaults() {
        return DEFAULTS;
    }

    /** The learning rate's course. */
    public LinearSchedule schedule() {
        return new LinearSchedule(steps, warmUp < 1 ? Math.round(warmUp * steps) : (long) warmUp);
    }

    /** Each setting as text, by the name that it has in messages. */
    Map<String, String> byName() {
        return Map.ofEntries(
                Map.entry("steps", Integer.toString(steps)),
                Map.entry("batch size", Integer.toString(batchSize)),
                Map.entry("micro-batch size", Integer.toString(microBatchSize)),
                Map.entry("warm-up", Double.toString(warmUp)),
                Map.entry("learning rate of the encoder", Double.toString(adamW.encoderRate())),
                Map.entry("learning rate of the head", Double.toString(adamW.headRate())),
                Map.entry("beta1", Double.toString(adamW.beta1())),
                Map.entry("beta2", Double.toString(adamW.beta2())),
                Map.entry("epsilon", Double.toString(adamW.epsilon())),
                Map.entry("weight decay", Double.toString(adamW.weightDecay())),
                Map.entry("clip norm", Double.toString(adamW.clipNorm())),
                Map.entry("evaluate every", Integer.toString(evaluateEvery)),
                Map.entry("patience", Integer.toString(patience)),
                Map.entry("checkpoint every", Integer.toString(checkpointEvery)),
                Map.entry("seed", Long.toString(seed)));
    }
}
