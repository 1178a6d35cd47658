package org.peftcheck.theory.algebra;

import java.util.Map;

/**
 * The shape of a matrix, with symbolic or constant sides.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 */
public record Shape(Polynomial rows, Polynomial columns) {

    /**
     * A shape of two named dimensions.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return the shape
     */
    public static Shape of(Dimension rows, Dimension columns) {
        return new Shape(Polynomial.of(rows), Polynomial.of(columns));
    }

    /**
     * A shape of two numbers.
     *
     * @param rows the number of rows, at least 0
     * @param columns the number of columns, at least 0
     * @return the shape
     */
    public static Shape of(long rows, long columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("shape: expected sides >= 0, got " + rows + "×" + columns);
        }
        return new Shape(Polynomial.constant(rows), Polynomial.constant(columns));
    }

    /**
     * The shape of the transposed matrix.
     *
     * @return columns × rows
     */
    public Shape transposed() {
        return new Shape(columns, rows);
    }

    /**
     * The number of entries.
     *
     * @return rows · columns
     */
    public Polynomial entries() {
        return rows.times(columns);
    }

    /**
     * This shape with values put in for its dimensions.
     *
     * @param values what to put in
     * @return the shape there
     */
    public Shape at(Map<Dimension, Polynomial> values) {
        return new Shape(rows.substitute(values), columns.substitute(values));
    }

    /** The shape as {@code d_out×r} or {@code 4096×8}. */
    @Override
    public String toString() {
        return side(rows) + "×" + side(columns);
    }

    private static String side(Polynomial side) {
        String text = side.toString();
        return text.contains(" ") || text.contains("*") ? "(" + text + ")" : text;
    }
}
