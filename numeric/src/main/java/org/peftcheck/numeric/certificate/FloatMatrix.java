package org.peftcheck.numeric.certificate;

import java.util.Arrays;

/** An immutable matrix of finite doubles. */
public final class FloatMatrix {

    private final double[][] rows;
    private final int columns;

    private FloatMatrix(double[][] rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The matrix with the given rows, which are copied.
     *
     * @param rows rows of one length, at least one, all entries finite
     * @return the matrix
     */
    public static FloatMatrix of(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("matrix: expected at least one row, got none");
        }
        double[][] copy = new double[rows.length][];
        int columns = rows[0].length;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "matrix: expected " + columns + " entries in row " + i + ", got " + rows[i].length);
            }
            copy[i] = rows[i].clone();
            for (int j = 0; j < columns; j++) {
                if (!Double.isFinite(copy[i][j])) {
                    throw new IllegalArgumentException(
                            "matrix: expected finite entries, got " + copy[i][j] + " in row " + i + ", column " + j);
                }
            }
        }
        return new FloatMatrix(copy, columns);
    }

    /**
     * The number of rows.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows.length;
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
    public double get(int row, int column) {
        return rows[row][column];
    }

    /**
     * The entries, copied.
     *
     * @return the rows
     */
    public double[][] toRows() {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatMatrix m && Arrays.deepEquals(rows, m.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return rows.length + "x" + columns + " doubles";
    }
}
