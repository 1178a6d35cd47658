package org.peftcheck.numeric.checkpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** The weight of a linear layer, W ∈ R^(d_out × d_in), y = W x. Immutable; all values are finite. */
public final class WeightMatrix {
    /** The most values that a weight read from a file may have: 2 GiB as doubles. */
    static final int MOST_VALUES = Integer.MAX_VALUE / Double.BYTES;

    private final String name;
    private final int dOut;
    private final int dIn;
    private final Dtype dtype;
    private final double[] values;

    private WeightMatrix(String name, int dOut, int dIn, Dtype dtype, double[] values) {
        this.name = Objects.requireNonNull(name, "name");
        this.dtype = Objects.requireNonNull(dtype, "dtype");
        this.dOut = dOut;
        this.dIn = dIn;
        this.values = values;
    }

    /**
     * A weight with the given values.
     *
     * @param name the layer's name
     * @param dOut rows, at least 1
     * @param dIn columns, at least 1
     * @param dtype the format in which the values were stored
     * @param rowMajor the d_out·d_in values, row after row; copied
     * @throws IllegalArgumentException when a dimension is below 1, the number of values is not d_out·d_in, or a value is
     *     NaN or infinite
     */
    public static WeightMatrix of(String name, int dOut, int dIn, Dtype dtype, double[] rowMajor) {
        if (dOut < 1 || dIn < 1 || rowMajor.length != (long) dOut * dIn) {
            throw new IllegalArgumentException(
                    "weight " + Quote.of(name) + ": expected d_out×d_in values, both at least 1" + ", got "
                            + rowMajor.length + " values for " + dOut + "×" + dIn);
        }
        int bad = firstNonFinite(rowMajor);
        if (bad >= 0) {
            throw new IllegalArgumentException("weight " + Quote.of(name) + ": expected finite values, got "
                    + rowMajor[bad] + " at row " + bad / dIn + ", column " + bad % dIn + " (from 0)");
        }
        return new WeightMatrix(name, dOut, dIn, dtype, rowMajor.clone());
    }

    /**
     * A weight out of a file; the values are not copied.
     *
     * @throws BadCheckpointException when a value is NaN or infinite
     */
    static WeightMatrix read(String file, String name, int dOut, int dIn, Dtype dtype, double[] rowMajor) {
        int bad = firstNonFinite(rowMajor);
        if (bad >= 0) {
            String place = "tensor " + Quote.of(name) + ", row " + bad / dIn + ", column " + bad % dIn + " (from 0)";
            throw new BadCheckpointException(file, place, "a finite value", Double.toString(rowMajor[bad]));
        }
        return new WeightMatrix(name, dOut, dIn, dtype, rowMajor);
    }

    private static int firstNonFinite(double[] values) {
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                return k;
            }
        }
        return -1;
    }

    /** The layer's name, such as {@code encoder.layer.3.attention.self.query.weight}. */
    public String name() {
        return name;
    }

    /** Rows: the size of y in y = W x. */
    public int dOut() {
        return dOut;
    }

    /** Columns: the size of x in y = W x. */
    public int dIn() {
        return dIn;
    }

    /** The format in which the file holds the values. */
    public Dtype dtype() {
        return dtype;
    }

    /**
     * The entry in row {@code i} and column {@code j}, both from 0.
     *
     * @throws IndexOutOfBoundsException when there is no such entry
     */
    public double at(int i, int j) {
        return values[Objects.checkIndex(i, dOut) * dIn + Objects.checkIndex(j, dIn)];
    }

    /** The d_out·d_in values, row after row, in a new array. */
    public double[] toRowMajor() {
        return values.clone();
    }

    /** The d_out rows of d_in values, in new arrays. */
    public double[][] toRows() {
        double[][] rows = new double[dOut][];
        for (int i = 0; i < dOut; i++) {
            rows[i] = Arrays.copyOfRange(values, i * dIn, (i + 1) * dIn);
        }
        return rows;
    }

    /**
     * SHA-256 over the d_out·d_in values, row after row, each as the eight bytes of its IEEE 754 binary64 form, most
     * significant first. It depends on the values alone, not on file format or {@link #dtype()}; 0 and −0 differ.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        ByteBuffer row = ByteBuffer.allocate(dIn * Double.BYTES);
        for (int i = 0; i < dOut; i++) {
            row.clear();
            row.asDoubleBuffer().put(values, i * dIn, dIn);
            digest.update(row);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightMatrix that
                && dOut == that.dOut
                && dIn == that.dIn
                && dtype == that.dtype
                && name.equals(that.name)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, dOut, dIn, dtype, Arrays.hashCode(values));
    }

    /** Name, shape and format; not the values. */
    @Override
    public String toString() {
        return name + " " + dOut + "×" + dIn + " " + dtype;
    }
}
