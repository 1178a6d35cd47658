package org.peftcheck.theory.proof.alternative;

import org.peftcheck.theory.exact.RationalMatrix;

/** The sides of Gordan's alternative for a matrix W0 (d1×d2), each checked when it is made. */
public sealed interface Gordan {

    /**
     * The matrix.
     *
     * @return W0, d1×d2
     */
    RationalMatrix w0();

    /**
     * The column space has a strictly positive vector.
     *
     * @param w0 d1×d2
     * @param theta d2×1, W0 θ &gt; 0 in every entry
     */
    record PositiveVector(RationalMatrix w0, RationalMatrix theta) implements Gordan {
        /** Multiplies. */
        public PositiveVector {
            VectorCheck.column("theta", theta, w0.columns());
            VectorCheck.positive("W0 theta", w0.times(theta));
        }
    }

    /**
     * The orthogonal complement has a non-negative vector that is not zero.
     *
     * @param w0 d1×d2
     * @param y d1×1, y ≥ 0, y ≠ 0, W0ᵀy = 0
     */
    record NonNegativeAnnihilator(RationalMatrix w0, RationalMatrix y) implements Gordan {
        /** Multiplies. */
        public NonNegativeAnnihilator {
            VectorCheck.column("y", y, w0.rows());
            VectorCheck.nonNegative("y", y);
            VectorCheck.notZero("y", y);
            VectorCheck.zero("W0'y", w0.transpose().times(y));
        }
    }
}
