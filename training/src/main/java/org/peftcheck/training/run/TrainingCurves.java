package org.peftcheck.training.run;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What was seen in the course of a run.
 *
 * @param losses the loss of each step's batch, before its update
 * @param stepMillis the milliseconds of each step
 * @param evaluations the evaluations, in their order
 */
public record TrainingCurves(double[] losses, double[] stepMillis, List<EvaluationPoint> evaluations) {

    private static final TrainingCurves EMPTY = new TrainingCurves(new double[0], new double[0], List.of());

    /** Checks that each step has a loss and a time; takes over the arrays. */
    public TrainingCurves {
        Objects.requireNonNull(losses, "losses");
        if (losses.length != stepMillis.length) {
            throw new IllegalArgumentException(
                    "curves: expected " + losses.length + " times of steps, got " + stepMillis.length);
        }
        evaluations = List.copyOf(evaluations);
    }

    /** Those of a run that has not begun. */
    public static TrainingCurves empty() {
        return EMPTY;
    }

    /** The median milliseconds of a step; NaN when there are none. */
    public double medianStepMillis() {
        return median(stepMillis);
    }

    /** The median: the mean of the middle two of an even number; NaN of none. */
    static double median(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Whether all that does not depend on time is the same, losses and metrics by their bits. */
    boolean sameCourse(TrainingCurves that) {
        return Arrays.equals(losses, that.losses) && evaluations.equals(that.evaluations);
    }
}
