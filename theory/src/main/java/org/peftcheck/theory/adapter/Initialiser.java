package org.peftcheck.theory.adapter;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/** What a slot is before training starts. */
public sealed interface Initialiser {

    /** All entries 0. */
    Initialiser ZERO = new Constant(BigFraction.ZERO);
    /** All entries 1. */
    Initialiser ONE = new Constant(BigFraction.ONE);

    /**
     * Entries uniform on ±1/√fanIn.
     *
     * @param fanIn the length of the vectors that the slot is multiplied with
     * @return the initialiser
     */
    static Initialiser uniformFanIn(Polynomial fanIn) {
        return new UniformFanIn(fanIn, 1);
    }

    /**
     * Entries uniform on ±√(6/fanIn), after He et al. (2015).
     *
     * @param fanIn the length of the vectors that the slot is multiplied with
     * @return the initialiser
     */
    static Initialiser kaimingUniform(Polynomial fanIn) {
        return new UniformFanIn(fanIn, 6);
    }

    /**
     * Whether all entries are 0.
     *
     * @return whether they are
     */
    default boolean isZero() {
        return equals(ZERO);
    }

    /**
     * All entries the same.
     *
     * @param value the entry
     */
    record Constant(BigFraction value) implements Initialiser {}

    /**
     * Entries independent and uniform on [−√(square/fanIn), √(square/fanIn)].
     *
     * @param fanIn the length of the vectors that the slot is multiplied with
     * @param square the square of the bound at fanIn 1
     */
    record UniformFanIn(Polynomial fanIn, int square) implements Initialiser {}

    /**
     * Entries independent and normal with mean 0.
     *
     * @param deviation the standard deviation
     */
    record Normal(BigFraction deviation) implements Initialiser {}

    /**
     * Entries independent and normal with mean 0, drawn again when beyond two standard deviations.
     *
     * @param deviation the standard deviation before drawing again
     */
    record TruncatedNormal(BigFraction deviation) implements Initialiser {}

    /** Rows of length 1, orthogonal to each other, in random directions. */
    record OrthonormalRows() implements Initialiser {}

    /**
     * A factor of some singular triples of the pre-trained weight W0 = U S Vᵀ with the singular values in descending order.
     *
     * @param side which factor
     * @param part which triples, as many as the rank
     */
    record SingularFactor(Side side, Part part) implements Initialiser {
        /** The two factors that share the singular values between them. */
        public enum Side {
            /** U √S, d_out × r. */
            LEFT,
            /** √S Vᵀ, r × d_in. */
            RIGHT
        }

        /** Which singular triples. */
        public enum Part {
            /** Those of the largest singular values. */
            PRINCIPAL,
            /** Those of the smallest. */
            MINOR
        }
    }

    /**
     * One factor of the entries of the inverse discrete Fourier transform at frequencies that a seed picks: the entry for feature p
     * and the l-th frequency k_l out of d is cos(2π p k_l/d) or sin(2π p k_l/d).
     *
     * @param wave the function
     * @param axis the features: {@code ROW} for those of the output (d_out × n), {@code COLUMN} for those of the input (n × d_in)
     * @param seed picks the frequencies, see {@link FourierFrequencies}
     */
    record Fourier(Wave wave, NormAxis axis, long seed) implements Initialiser {
        /** The function of the phase. */
        public enum Wave {
            /** The cosine. */
            COSINE,
            /** The sine. */
            SINE
        }
    }

    /**
     * A value that the pre-trained weight and the slots before determine.
     *
     * @param what the value in words
     * @param formula the value
     */
    record Derived(String what, Formula formula) implements Initialiser {}

    /** A formula in the pre-trained weight and the slots that come before. */
    interface Formula {
        /**
         * The value.
         *
         * @param algebra the reading
         * @param w0 the pre-trained weight, d_out × d_in
         * @param slots the values of the slots before
         * @param <M> what a matrix is in the reading
         * @return the value
         */
        <M> M value(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots);
    }

    /**
     * Entries that come from elsewhere.
     *
     * @param from where they come from
     */
    record Given(String from) implements Initialiser {}
}
