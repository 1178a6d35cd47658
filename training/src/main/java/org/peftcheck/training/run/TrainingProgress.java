package org.peftcheck.training.run;

/**
 * How far a run has come.
 *
 * @param step how many steps are done
 * @param steps how many there are
 * @param loss the loss of the last step's batch, before its update
 * @param stepMillis the median milliseconds of the last steps
 * @param secondsLeft the estimated seconds until the last step, evaluations left out
 */
public record TrainingProgress(long step, long steps, double loss, double stepMillis, double secondsLeft) {}
