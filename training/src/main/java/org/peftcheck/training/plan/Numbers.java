package org.peftcheck.training.plan;

import java.util.Arrays;
import org.peftcheck.training.model.FloatTensor;

/** Single-precision numbers that a plan reads. */
public sealed interface Numbers extends Source permits Storage, NarrowNumbers {

    /** How many there are, at least. */
    int capacity();

    /** The bytes that a number takes. */
    int width();

    /** The number at a position. */
    float get(int at);

    /** Copies {@code count} numbers from a position to a place of an array. */
    void read(int from, float[] to, int at, int count);

    /**
     * Throws unless there are as many numbers as a shape has.
     *
     * @throws IllegalArgumentException when there are fewer
     */
    default void checkHolds(int... shape) {
        if (capacity() < FloatTensor.count(shape)) {
            throw new IllegalArgumentException("storage: expected " + FloatTensor.count(shape) + " numbers for shape "
                    + Arrays.toString(shape) + ", got " + capacity());
        }
    }
}
