package org.peftcheck.theory.adapter;

import java.util.Locale;

/** The vectors of a weight whose norms a method splits off. With y = W x the two are different methods. */
public enum NormAxis {
    /** The norm of each row, one for an output feature, as in released implementations of DoRA. */
    ROW,
    /** The norm of each column, one for an input feature, as DoRA is printed. */
    COLUMN;

    /** The name by which commands and reports call the axis, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The axis with the given {@link #id()}.
     *
     * @param id the id
     * @return the axis
     * @throws IllegalArgumentException if there is none
     */
    public static NormAxis parse(String id) {
        for (NormAxis axis : values()) {
            if (axis.id().equals(id)) {
                return axis;
            }
        }
        throw new IllegalArgumentException("norm axis: expected one of row, column, got " + id);
    }
}
