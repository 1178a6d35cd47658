package org.peftcheck.training.tie;

import java.util.Objects;

/** How far a tensor may be from the values that are held for it. */
sealed interface Deviation {

    /** Not at all. */
    record None() implements Deviation {}

    /**
     * Each entry by a radius of its own.
     *
     * @param radii as many as there are entries
     */
    record Entries(double[] radii) implements Deviation {
        public Entries {
            Objects.requireNonNull(radii, "radii");
        }
    }

    /**
     * Each vector along one axis by a radius in the 2-norm.
     *
     * @param axis the axis, from 0
     * @param radii one for each index of the other dimensions, in their order
     */
    record Along(int axis, double[] radii) implements Deviation {
        public Along {
            Objects.requireNonNull(radii, "radii");
        }
    }

    /**
     * All entries together by a radius in the 2-norm, for a matrix the Frobenius norm.
     *
     * @param radius the radius
     */
    record Whole(double radius) implements Deviation {}
}
