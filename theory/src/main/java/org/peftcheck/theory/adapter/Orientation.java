package org.peftcheck.theory.adapter;

import java.util.Locale;

/** On which side a weight-aware tweaker meets the pre-trained weight. The two are different function classes. */
public enum Orientation {
    /** {@code σ(W0 Θ1) Θ2}: the rows of W0 are tweaked, as the paper prints it (PEANuT, Section 3.3). */
    STANDARD,
    /** {@code (σ(W0ᵀ Θ1) Θ2)ᵀ}: the columns of W0 are tweaked, as in released implementations of the method. */
    TRANSPOSED;

    /** The name by which commands and reports call the orientation, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The orientation with the given {@link #id()}.
     *
     * @param id the id
     * @return the orientation
     * @throws IllegalArgumentException if there is none
     */
    public static Orientation parse(String id) {
        for (Orientation orientation : values()) {
            if (orientation.id().equals(id)) {
                return orientation;
            }
        }
        throw new IllegalArgumentException("orientation: expected one of standard, transposed, got " + id);
    }
}
