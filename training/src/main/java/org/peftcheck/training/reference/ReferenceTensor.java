package org.peftcheck.training.reference;

import java.util.Arrays;
import org.peftcheck.training.model.FloatTensor;

/** A tensor of numbers in double precision. Immutable. */
public final class ReferenceTensor {

    private final int[] shape;
    private final double[] values;

    private ReferenceTensor(int[] shape, double[] values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * A tensor with the given entries.
     *
     * @param shape the dimensions, each at least 1; none for a single number
     * @param values the entries, the last dimension running fastest; copied
     * @return the tensor
     * @throws IllegalArgumentException when their number is not that of the shape
     */
    public static ReferenceTensor of(int[] shape, double... values) {
        return owning(shape.clone(), values.clone());
    }

    /**
     * A tensor of single-precision numbers, each exactly.
     *
     * @param tensor the tensor
     * @return the same numbers
     */
    public static ReferenceTensor of(FloatTensor tensor) {
        float[] single = tensor.values();
        double[] values = new double[single.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = single[k];
        }
        return owning(tensor.shape().clone(), values);
    }

    /** A tensor that takes the arrays over. */
    static ReferenceTensor owning(int[] shape, double[] values) {
        if (FloatTensor.count(shape) != values.length) {
            throw new IllegalArgumentException("tensor: expected " + FloatTensor.count(shape) + " values for shape "
                    + Arrays.toString(shape) + ", got " + values.length);
        }
        return new ReferenceTensor(shape, values);
    }

    /** A copy of the dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** A copy of the entries, the last dimension running fastest. */
    public double[] values() {
        return values.clone();
    }

    /**
     * An entry.
     *
     * @param index its place in each dimension, from 0
     * @return the entry
     * @throws IllegalArgumentException when there is none
     */
    public double at(int... index) {
        boolean fits = index.length == shape.length;
        int place = 0;
        for (int k = 0; fits && k < index.length; k++) {
            fits = index[k] >= 0 && index[k] < shape[k];
            place = place * shape[k] + index[k];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "entry: expected an index within " + Arrays.toString(shape) + ", got " + Arrays.toString(index));
        }
        return values[place];
    }

    /** The dimensions themselves. */
    int[] dimensions() {
        return shape;
    }

    /** The entries themselves, not to be changed. */
    double[] entries() {
        return values;
    }

    /** The last dimension, or 1 for a single number. */
    int last() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** Whether shape and the bits of all entries are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ReferenceTensor that
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    /** The shape, and the entries where they are few. */
    @Override
    public String toString() {
        return "double" + Arrays.toString(shape) + (values.length <= 16 ? " " + Arrays.toString(values) : "");
    }
}
