package org.peftcheck.training.method;

/**
 * A number that falls from one value to another with the cube of the time that is left (Zhang et al. 2023, equation (8)):
 * b(t) = end + (start − end) (1 − (t − first)/(last − first))³ for first ≤ t ≤ last, rounded down; before it is the start, after it the
 * end.
 *
 * @param start the value up to the step {@code first}
 * @param end the value from the step {@code last} on
 * @param first the last step with the value of the start
 * @param last the first step with the value of the end
 * @param every steps from one choice to the next
 */
record CubicBudget(int start, int end, int first, int last, int every) {

    /** The number at a step, from 1. */
    int at(int step) {
        if (step <= first) {
            return start;
        }
        if (step >= last) {
            return end;
        }
        double left = 1 - (double) (step - first) / (last - first);
        return (int) (end + (start - end) * left * left * left);
    }

    /** Whether it is chosen anew at a step which entries stay. */
    boolean chooses(int step) {
        return step == last || step > first && step < last && step % every == 0;
    }

    /** Whether the choice stays what it was. */
    boolean isOver(int step) {
        return step > last;
    }
}
