package org.peftcheck.numeric.interval;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.peftcheck.theory.exact.RationalMatrix;

/** An immutable matrix of intervals; it encloses a matrix when each interval encloses the entry in its place. */
public final class IntervalMatrix {

    private final int rows;
    private final int columns;
    private final Interval[] entries;

    private IntervalMatrix(int rows, int columns, Interval[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /** The entry of a matrix as a function of its place. */
    @FunctionalInterface
    public interface Entry {
        /**
         * The entry in the given place.
         *
         * @param row the row, from 0
         * @param column the column, from 0
         * @return the entry
         */
        Interval at(int row, int column);
    }

    /**
     * The matrix with the given entries.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param entry the entries
     * @return the matrix
     */
    public static IntervalMatrix of(int rows, int columns, Entry entry) {
        Interval[] entries = new Interval[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry.at(i, j);
            }
        }
        return new IntervalMatrix(rows, columns, entries);
    }

    /**
     * The tightest enclosure of a rational matrix.
     *
     * @param matrix any matrix
     * @return the enclosure
     */
    public static IntervalMatrix of(RationalMatrix matrix) {
        return of(matrix.rows(), matrix.columns(), (i, j) -> Interval.enclosing(matrix.get(i, j)));
    }

    /**
     * The matrix of points.
     *
     * @param values finite doubles, row-major rows of one length
     * @return the matrix that encloses exactly these numbers
     * @throws IllegalArgumentException if the rows differ in length or a value is not finite
     */
    public static IntervalMatrix of(double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != columns) {
                throw new IllegalArgumentException(
                        "interval matrix: expected " + columns + " entries in row " + i + ", got " + values[i].length);
            }
        }
        return of(values.length, columns, (i, j) -> {
            if (!Double.isFinite(values[i][j])) {
                throw new IllegalArgumentException(
                        "interval matrix: expected a finite entry at (" + i + ", " + j + "), got " + values[i][j]);
            }
            return Interval.of(values[i][j]);
        });
    }

    /**
     * The number of rows.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of columns.
     *
     * @return the number of columns
     */
    public int columns() {
        return columns;
    }

    /**
     * An entry.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the entry
     */
    public Interval get(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("interval matrix entry: expected a place inside " + rows + "x" + columns
                    + ", got (" + row + ", " + column + ")");
        }
        return entries[row * columns + column];
    }

    /**
     * The sum.
     *
     * @param other a matrix of the same shape
     * @return this + other
     */
    public IntervalMatrix plus(IntervalMatrix other) {
        return zip("interval sum", other, Interval::plus);
    }

    /**
     * The difference.
     *
     * @param other a matrix of the same shape
     * @return this − other
     */
    public IntervalMatrix minus(IntervalMatrix other) {
        return zip("interval difference", other, Interval::minus);
    }

    /**
     * The entrywise product.
     *
     * @param other a matrix of the same shape
     * @return this ⊙ other
     */
    public IntervalMatrix timesEntrywise(IntervalMatrix other) {
        return zip("interval entrywise product", other, Interval::times);
    }

    private IntervalMatrix zip(String what, IntervalMatrix other, BinaryOperator<Interval> op) {
        requireShape(what, other.rows, other.columns);
        return of(rows, columns, (i, j) -> op.apply(get(i, j), other.get(i, j)));
    }

    private void requireShape(String what, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new IllegalArgumentException(what + ": expected a second operand of " + rows + "x" + columns
                    + ", got " + otherRows + "x" + otherColumns);
        }
    }

    /**
     * The product.
     *
     * @param other a matrix with as many rows as this has columns
     * @return this · other
     */
    public IntervalMatrix times(IntervalMatrix other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException("interval product: expected a second operand with " + columns
                    + " rows, got " + other.rows + "x" + other.columns);
        }
        return of(rows, other.columns, (i, j) -> {
            Interval sum = Interval.ZERO;
            for (int l = 0; l < columns; l++) {
                sum = sum.plus(get(i, l).times(other.get(l, j)));
            }
            return sum;
        });
    }

    /**
     * The multiple by a scalar.
     *
     * @param factor an enclosure of the scalar
     * @return factor · this
     */
    public IntervalMatrix scale(Interval factor) {
        return map(x -> x.times(factor));
    }

    /**
     * The transposed matrix.
     *
     * @return the transposed matrix
     */
    public IntervalMatrix transpose() {
        return of(columns, rows, (i, j) -> get(j, i));
    }

    /**
     * The matrix with a function applied to each entry.
     *
     * @param function the function
     * @return the matrix of the values
     */
    public IntervalMatrix map(UnaryOperator<Interval> function) {
        return of(rows, columns, (i, j) -> function.apply(get(i, j)));
    }

    /**
     * Whether the rational matrix is enclosed, entry by entry and exactly.
     *
     * @param matrix a matrix of the same shape
     * @return whether each entry lies in the interval in its place
     */
    public boolean contains(RationalMatrix matrix) {
        requireShape("interval enclosure", matrix.rows(), matrix.columns());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (!get(i, j).contains(matrix.get(i, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * An enclosure of the Frobenius norms of all enclosed matrices.
     *
     * <p>The entries are scaled by a power of two first, so that no square overflows or vanishes.
     *
     * @return ‖·‖_F
     */
    public Interval frobeniusNorm() {
        double largest = 0;
        for (Interval entry : entries) {
            largest = Math.max(largest, entry.magnitude());
        }
        if (largest == 0 || Double.isInfinite(largest)) {
            return norm(1, 1);
        }
        int exponent = Math.max(-1000, Math.min(1000, Math.getExponent(largest)));
        return norm(Math.scalb(1.0, -exponent), Math.scalb(1.0, exponent));
    }

    private Interval norm(double down, double up) {
        Interval sum = Interval.ZERO;
        for (Interval entry : entries) {
            sum = sum.plus(entry.scale(down).square());
        }
        return sum.sqrt().scale(up);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalMatrix m
                && rows == m.rows
                && columns == m.columns
                && Arrays.equals(entries, m.entries);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return rows + "x" + columns + " " + Arrays.toString(entries);
    }
}
