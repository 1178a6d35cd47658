package org.peftcheck.training.engine;

/** Inputs of one shape that go through a network together. What a network does to one row does not depend on the others. */
public interface Batch {

    /** The number of inputs n. */
    int rows();

    /** What the shape of the batch depends on beside its rows: the tokens of each input with the padding, or the patches of an image. */
    int length();

    /**
     * Some of its rows, with their padding.
     *
     * @param from the first row, from 0
     * @param to the row after the last one
     * @return the rows in their order
     */
    Batch part(int from, int to);

    /** The number of terms that its loss is the mean of: the rows, or the tokens that are predicted. */
    long terms();
}
