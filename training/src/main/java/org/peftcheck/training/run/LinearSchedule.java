package org.peftcheck.training.run;

/**
 * The learning rate over a run, as a factor: it rises linearly to 1 over the warm-up and then falls linearly towards 0. No step has
 * the factor 0, so none is wasted; the linear schedule of Hugging Face gives 0 to the first step of the warm-up.
 *
 * @param steps how many steps the run has, N
 * @param warmUp how many of them belong to the warm-up, w ≤ N
 */
public record LinearSchedule(long steps, long warmUp) {

    /** Checks that 1 ≤ N and 0 ≤ w ≤ N. */
    public LinearSchedule {
        if (steps < 1 || warmUp < 0 || warmUp > steps) {
            throw new IllegalArgumentException(
                    "schedule: expected a warm-up between 0 and the number of steps, at least 1, got " + warmUp + " of "
                            + steps);
        }
    }

    /**
     * The factor of a step.
     *
     * @param step t, from 0
     * @return (t + 1) / w in the warm-up, then (N − t) / (N − w); in (0, 1]
     * @throws IllegalArgumentException when there is no such step
     */
    public double factor(long step) {
        if (step < 0 || step >= steps) {
            throw new IllegalArgumentException("schedule: expected a step from 0 to " + (steps - 1) + ", got " + step);
        }
        return step < warmUp ? (step + 1.0) / warmUp : (double) (steps - step) / (steps - warmUp);
    }
}
