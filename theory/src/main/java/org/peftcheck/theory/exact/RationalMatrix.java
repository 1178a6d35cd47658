package org.peftcheck.theory.exact;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.fraction.BigFraction;

/** An immutable matrix over the rationals. Empty sides are allowed, so that a rank-0 factor is a matrix too. */
public final class RationalMatrix {

    private final int rows;
    private final int columns;
    private final BigFraction[] entries;

    private RationalMatrix(int rows, int columns, BigFraction[] entries) {
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
        BigFraction at(int row, int column);
    }

    /**
     * The matrix with the given entries.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param entry the entries
     * @return the matrix
     */
    public static RationalMatrix of(int rows, int columns, Entry entry) {
        BigFraction[] entries = new BigFraction[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry.at(i, j);
            }
        }
        return new RationalMatrix(rows, columns, entries);
    }

    /**
     * The matrix with the given integer rows, all of one length.
     *
     * @param values the rows, at least one
     * @return the matrix
     */
    public static RationalMatrix ofIntegers(long[][] values) {
        int columns = values[0].length;
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != columns) {
                throw new IllegalArgumentException(
                        "matrix: expected " + columns + " entries in row " + i + ", got " + values[i].length);
            }
        }
        return of(values.length, columns, (i, j) -> new BigFraction(values[i][j]));
    }

    /**
     * The matrix whose entries are exactly the given doubles.
     *
     * @param values finite doubles, row-major rows of one length
     * @return the matrix
     * @throws IllegalArgumentException naming the place of an entry that is infinite or not a number
     */
    public static RationalMatrix ofDoubles(double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        return of(values.length, columns, (i, j) -> {
            if (!Double.isFinite(values[i][j])) {
                throw new IllegalArgumentException(
                        "matrix entry (" + i + ", " + j + "): expected a finite number, got " + values[i][j]);
            }
            return ExactDouble.of(values[i][j]);
        });
    }

    /**
     * The zero matrix.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return the matrix
     */
    public static RationalMatrix zero(int rows, int columns) {
        return of(rows, columns, (i, j) -> BigFraction.ZERO);
    }

    /**
     * The identity matrix.
     *
     * @param size its side
     * @return the matrix
     */
    public static RationalMatrix identity(int size) {
        return of(size, size, (i, j) -> i == j ? BigFraction.ONE : BigFraction.ZERO);
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
    public BigFraction get(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("matrix entry: expected a place inside " + rows + "x" + columns
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
    public RationalMatrix plus(RationalMatrix other) {
        return zip("sum", other, BigFraction::add);
    }

    /**
     * The difference.
     *
     * @param other a matrix of the same shape
     * @return this − other
     */
    public RationalMatrix minus(RationalMatrix other) {
        return zip("difference", other, BigFraction::subtract);
    }

    private RationalMatrix zip(String what, RationalMatrix other, BinaryOperator<BigFraction> op) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(what + ": expected a second operand of " + rows + "x" + columns
                    + ", got " + other.rows + "x" + other.columns);
        }
        return of(rows, columns, (i, j) -> op.apply(get(i, j), other.get(i, j)));
    }

    /**
     * The product.
     *
     * @param other a matrix with as many rows as this has columns
     * @return this · other
     */
    public RationalMatrix times(RationalMatrix other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException("product: expected a second operand with " + columns + " rows, got "
                    + other.rows + "x" + other.columns);
        }
        return of(rows, other.columns, (i, j) -> {
            BigFraction sum = BigFraction.ZERO;
            for (int l = 0; l < columns; l++) {
                BigFraction a = get(i, l);
                BigFraction b = other.get(l, j);
                if (a.signum() != 0 && b.signum() != 0) {
                    sum = sum.add(a.multiply(b));
                }
            }
            return sum;
        });
    }

    /**
     * The multiple by a scalar.
     *
     * @param factor the scalar
     * @return factor · this
     */
    public RationalMatrix scale(BigFraction factor) {
        return map(x -> x.multiply(factor));
    }

    /**
     * The transposed matrix.
     *
     * @return the transposed matrix
     */
    public RationalMatrix transpose() {
        return of(columns, rows, (i, j) -> get(j, i));
    }

    /**
     * The matrix with a function applied to each entry.
     *
     * @param function the function
     * @return the matrix of the values
     */
    public RationalMatrix map(UnaryOperator<BigFraction> function) {
        return of(rows, columns, (i, j) -> function.apply(get(i, j)));
    }

    /**
     * The matrix [this, right].
     *
     * @param right a matrix with as many rows
     * @return the blocks side by side
     */
    public RationalMatrix beside(RationalMatrix right) {
        if (rows != right.rows) {
            throw new IllegalArgumentException("beside: expected " + rows + " rows, got " + right.rows);
        }
        return of(rows, columns + right.columns, (i, j) -> j < columns ? get(i, j) : right.get(i, j - columns));
    }

    /**
     * The matrix [this; below].
     *
     * @param below a matrix with as many columns
     * @return the blocks one above the other
     */
    public RationalMatrix above(RationalMatrix below) {
        if (columns != below.columns) {
            throw new IllegalArgumentException("above: expected " + columns + " columns, got " + below.columns);
        }
        return of(rows + below.rows, columns, (i, j) -> i < rows ? get(i, j) : below.get(i - rows, j));
    }

    /**
     * Some of the rows, in the given order; a row may be taken more than once.
     *
     * @param chosen the rows, from 0
     * @return the matrix of those rows
     */
    public RationalMatrix selectRows(List<Integer> chosen) {
        return of(chosen.size(), columns, (i, j) -> get(chosen.get(i), j));
    }

    /**
     * Some of the columns, in the given order.
     *
     * @param chosen the columns, from 0
     * @return the matrix of those columns
     */
    public RationalMatrix selectColumns(List<Integer> chosen) {
        return of(rows, chosen.size(), (i, j) -> get(i, chosen.get(j)));
    }

    /**
     * Whether all entries are zero.
     *
     * @return whether this is a zero matrix
     */
    public boolean isZero() {
        return Arrays.stream(entries).allMatch(x -> x.signum() == 0);
    }

    /**
     * The sum of the squares of the entries, ‖·‖_F².
     *
     * @return the squared Frobenius norm
     */
    public BigFraction squaredFrobeniusNorm() {
        return Arrays.stream(entries).map(x -> x.multiply(x)).reduce(BigFraction.ZERO, BigFraction::add);
    }

    /**
     * The entries, each rounded to the nearest double.
     *
     * @return row-major rows
     */
    public double[][] toDoubles() {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = get(i, j).doubleValue();
            }
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RationalMatrix m
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
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < rows; i++) {
            text.append(i == 0 ? "" : "; ");
            for (int j = 0; j < columns; j++) {
                text.append(j == 0 ? "" : ", ").append(get(i, j));
            }
        }
        return text.append("]").toString();
    }
}
