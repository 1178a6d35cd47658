package org.peftcheck.numeric.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A tensor with its name, number format, shape and values. Immutable; all values are finite. */
public final class Tensor {

    /**
     * A tensor without its values.
     *
     * @param name its name
     * @param dtype the format in which a file holds its values
     * @param shape its dimensions, none negative
     */
    public record Head(String name, Dtype dtype, List<Long> shape) {

        /** Copies the shape. */
        public Head {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(dtype, "dtype");
            shape = List.copyOf(shape);
        }

        /** The number of values, the product of the dimensions. */
        public long count() {
            return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        }
    }

    private final Head head;
    private final double[] values;

    private Tensor(Head head, double[] values) {
        this.head = head;
        this.values = values;
    }

    /**
     * A tensor with the given values.
     *
     * @param head name, format and shape
     * @param values the values, the last dimension running fastest; copied
     * @return the tensor
     * @throws IllegalArgumentException when their number is not that of the shape, or one is NaN, infinite or no value of the format
     */
    public static Tensor of(Head head, double... values) {
        if (values.length != head.count()) {
            throw new IllegalArgumentException("tensor " + Quote.of(head.name()) + ": expected " + head.count()
                    + " values for shape " + head.shape() + ", got " + values.length);
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k]) || !head.dtype().holds(values[k])) {
                throw new IllegalArgumentException("tensor " + Quote.of(head.name()) + ": expected finite values of "
                        + head.dtype() + ", got " + values[k] + " at " + k + " (from 0)");
            }
        }
        return new Tensor(head, values.clone());
    }

    /** A tensor out of a file, whose values are known to be those of the format; they are not copied. */
    static Tensor owning(Head head, double[] values) {
        return new Tensor(head, values);
    }

    /**
     * A matrix.
     *
     * @param name its name
     * @param dtype the format in which a file is to hold its values
     * @param rows rows of one length, at least one
     * @return the tensor
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Tensor matrix(String name, Dtype dtype, double[][] rows) {
        Head head = new Head(name, dtype, List.of((long) rows.length, (long) rows[0].length));
        return of(head, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /**
     * A vector.
     *
     * @param name its name
     * @param dtype the format in which a file is to hold its values
     * @param values the values
     * @return the tensor
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Tensor vector(String name, Dtype dtype, double... values) {
        return of(new Head(name, dtype, List.of((long) values.length)), values);
    }

    /** Name, format and shape. */
    public Head head() {
        return head;
    }

    /** The name. */
    public String name() {
        return head.name();
    }

    /** The dimensions. */
    public List<Long> shape() {
        return head.shape();
    }

    /**
     * A value.
     *
     * @param place where it is, the last dimension running fastest, from 0
     * @return the value
     */
    public double at(int place) {
        return values[place];
    }

    /**
     * This tensor under another name.
     *
     * @param name the name
     * @return the same values
     */
    public Tensor named(String name) {
        return new Tensor(new Head(name, head.dtype(), head.shape()), values);
    }

    /** Whether name, format, shape and the bits of all values are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && head.equals(that.head) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * head.hashCode() + Arrays.hashCode(values);
    }

    /** Name, format and shape; not the values. */
    @Override
    public String toString() {
        return head.name() + " " + head.dtype() + " " + head.shape();
    }
}
