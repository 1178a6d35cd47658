package org.peftcheck.training.run;

import java.util.List;

/**
 * What a method does in each step beside the optimiser. What it does depends on the number of the step, the buffers of the session and
 * what it {@linkplain #memory remembers} alone, so that a run that goes on from a checkpoint ends with the same values, bit for bit.
 */
public interface StepRule {

    /** Nothing. */
    StepRule NONE = new StepRule() {};

    /**
     * The gradient of a step is about to be computed.
     *
     * @param step the number of the step, from 1
     */
    default void begins(int step) {}

    /**
     * The gradient is in the buffers, and the optimiser is about to use it.
     *
     * @param step the number of the step, from 1
     */
    default void differentiated(int step) {}

    /**
     * The optimiser has changed the values.
     *
     * @param step the number of the step, from 1
     * @param scale what the optimiser has multiplied the gradient by
     */
    default void updated(int step, double scale) {}

    /** The numbers that the rule keeps from one step to the next: the arrays themselves, which a checkpoint fills again. */
    default List<float[]> memory() {
        return List.of();
    }

    /** The first step after which the network has the size that is wanted; an evaluation before it is never the best. */
    default int settledAt() {
        return 0;
    }
}
