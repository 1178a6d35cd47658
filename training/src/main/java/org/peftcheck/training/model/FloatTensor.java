package org.peftcheck.training.model;

import java.util.Arrays;
import java.util.Objects;
import org.peftcheck.numeric.checkpoint.FloatValues;
import org.peftcheck.numeric.checkpoint.StoredFloats;

/**
 * A tensor of single-precision numbers. It takes over the array that it is given, and whoever holds one treats it as immutable:
 * the weights of a model are too large for copies.
 *
 * @param shape the dimensions, each at least 1; none for a single number
 * @param data the entries, the last dimension running fastest
 */
public record FloatTensor(int[] shape, FloatValues data) {

    /** Checks that the number of entries is that of the shape. */
    public FloatTensor {
        Objects.requireNonNull(data, "data");
        if (count(shape) != data.count()) {
            throw new IllegalArgumentException("tensor: expected " + count(shape) + " values for shape "
                    + Arrays.toString(shape) + ", got " + data.count());
        }
    }

    /**
     * A tensor of entries that are held as they are.
     *
     * @param shape the dimensions, each at least 1; none for a single number
     * @param values the entries, the last dimension running fastest
     */
    public FloatTensor(int[] shape, float... values) {
        this(shape, new FloatValues.Single(values));
    }

    /** A tensor out of a file, its entries held as the file has them. */
    static FloatTensor of(StoredFloats stored) {
        return new FloatTensor(
                stored.shape().stream().mapToInt(Integer::intValue).toArray(), stored.data());
    }

    /**
     * The entries one by one. For a tensor in bf16 they are a new array at each call.
     *
     * @return the entries, the last dimension running fastest
     */
    public float[] values() {
        return data.wide();
    }

    /** The number of entries. */
    public int size() {
        return data.count();
    }

    /** Whether the entries are held in bf16. */
    public boolean isBf16() {
        return data instanceof FloatValues.Bf16;
    }

    /**
     * The tensor with its entries rounded to bf16 and held as such.
     *
     * @return the nearest values, of two the even one; this tensor where they are held so already
     * @throws ArithmeticException when one of them rounds to infinity
     */
    public FloatTensor inBf16() {
        return isBf16() ? this : new FloatTensor(shape, FloatValues.Bf16.nearest(values()));
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
                && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values());
    }

    /** The shape; not the entries. */
    @Override
    public String toString() {
        return "float" + Arrays.toString(shape);
    }
}
