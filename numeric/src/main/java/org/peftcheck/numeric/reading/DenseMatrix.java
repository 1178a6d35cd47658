package org.peftcheck.numeric.reading;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.peftcheck.theory.algebra.Shape;

/** An immutable matrix of doubles. */
public final class DenseMatrix {

    private final int rows;
    private final int columns;
    private final double[] entries;

    private DenseMatrix(int rows, int columns, double[] entries) {
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
        double at(int row, int column);
    }

    /**
     * The matrix with the given entries.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param entry the entries
     * @return the matrix
     */
    public static DenseMatrix of(int rows, int columns, Entry entry) {
        double[] entries = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry.at(i, j);
            }
        }
        return new DenseMatrix(rows, columns, entries);
    }

    /**
     * The matrix with the given rows.
     *
     * @param values rows of one length, at least one
     * @return the matrix
     */
    public static DenseMatrix of(double[][] values) {
        int columns = values[0].length;
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != columns) {
                throw new IllegalArgumentException(
                        "matrix: expected " + columns + " entries in row " + i + ", got " + values[i].length);
            }
        }
        return of(values.length, columns, (i, j) -> values[i][j]);
    }

    static DenseMatrix owning(int rows, int columns, double[] entries) {
        return new DenseMatrix(rows, columns, entries);
    }

    /** The entries row by row, as an array of one's own. */
    public double[] copyOfEntries() {
        return entries.clone();
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The shape, as the theory knows it. */
    public Shape shape() {
        return Shape.of(rows, columns);
    }

    /**
     * An entry.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the entry
     */
    public double get(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("matrix entry: expected a place inside " + rows + "x" + columns
                    + ", got (" + row + ", " + column + ")");
        }
        return entries[row * columns + column];
    }

    /**
     * The matrix with a function applied to each entry.
     *
     * @param function the function
     * @return the matrix of the values
     */
    public DenseMatrix map(DoubleUnaryOperator function) {
        return new DenseMatrix(
                rows, columns, Arrays.stream(entries).map(function).toArray());
    }

    /**
     * A copy of the entries.
     *
     * @return row-major rows
     */
    public double[][] toDoubles() {
        double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = Arrays.copyOfRange(entries, i * columns, (i + 1) * columns);
        }
        return values;
    }

    /** Equality of shape and of entries as numbers: 0 and −0 are the same, NaN is never the same. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DenseMatrix m) || rows != m.rows || columns != m.columns) {
            return false;
        }
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] != m.entries[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.stream(entries).map(x -> x + 0.0).toArray());
    }

    @Override
    public String toString() {
        return Arrays.deepToString(toDoubles());
    }
}
