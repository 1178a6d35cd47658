package org.peftcheck.theory.count;

/**
 * A head for a task on the hidden states of an encoder, always trained: the states of an input are added up with given weights (a
 * product of 1 × length and length × d), go through the pooler where that is used, through a layer d × d of the head's own where it has
 * one, and through a linear layer.
 *
 * @param pooler whether the pre-trained pooler is used
 * @param dense whether the head has a layer d × d before the last one
 * @param outputs classes, or 1 for a regression
 */
public record TaskHead(boolean pooler, boolean dense, int outputs) {

    /** Checks the outputs. */
    public TaskHead {
        if (outputs < 1) {
            throw new IllegalArgumentException("head: expected at least 1 output, got " + outputs);
        }
    }

    /**
     * Its trained parameters, biases among them.
     *
     * @param hidden d
     * @return their number
     */
    public long parameters(int hidden) {
        return (dense ? (long) hidden * hidden + hidden : 0) + (long) outputs * (hidden + 1);
    }
}
