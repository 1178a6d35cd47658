package org.peftcheck.training.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor of single-precision numbers. It takes over the array that it is given, and whoever holds one treats it as immutable:
 * the weights of a model are too large for copies.
 *
 * @param shape the dimensions, each at least 1; none for a single number
 * @param values the entries, the last dimension running fastest
 */
public record FloatTensor(int[] shape, float[] values) {

    /** Checks that the number of entries is that of the shape. */
    public FloatTensor {
        Objects.requireNonNull(values, "values");
        if (count(shape) != values.length) {
            throw new IllegalArgumentException("tensor: expected " + count(shape) + " values for shape "
                    + Arrays.toString(shape) + ", got " + values.length);
        }
    }

    /**
     * The number of entries of a shape.
     *
     * @param shape the dimensions
     * @return their product
     * @throws ArithmeticException when it is 2³¹ or more
     */
    public static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /**
     * A tensor of zeros.
     *
     * @param shape the dimensions
     * @return the tensor
     */
    public static FloatTensor zeros(int... shape) {
        return new FloatTensor(shape.clone(), new float[count(shape)]);
    }

    /** Whether shape and the bits of all entries are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor that
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    /** The shape; not the entries. */
    @Override
    public String toString() {
        return "float" + Arrays.toString(shape);
    }
}
