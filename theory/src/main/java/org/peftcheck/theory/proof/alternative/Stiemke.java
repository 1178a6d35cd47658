package org.peftcheck.theory.proof.alternative;

import org.peftcheck.theory.exact.RationalMatrix;

/** The sides of Stiemke's alternative for a matrix W0 (d1×d2), each checked when it is made. */
public sealed interface Stiemke {

    /**
     * The matrix.
     *
     * @return W0, d1×d2
     */
    RationalMatrix w0();

    /**
     * The column space has a non-negative vector that is not zero.
     *
     * @param w0 d1×d2
     * @param theta d2×1, W0 θ ≥ 0, W0 θ ≠ 0
     */
    record NonNegativeVector(RationalMatrix w0, RationalMatrix theta) implements Stiemke {
        /** Multiplies. */
        public NonNegativeVector {
            VectorCheck.column("theta", theta, w0.columns());
            VectorCheck.nonNegative("W0 theta", w0.times(theta));
            VectorCheck.notZero("W0 theta", w0.times(theta));
        }
    }

    /**
     * The orthogonal complement has a strictly positive vector.
     *
     * @param w0 d1×d2
     * @param y d1×1, y &gt; 0 in every entry, W0ᵀy = 0
     */
    record PositiveAnnihilator(RationalMatrix w0, RationalMatrix y) implements Stiemke {
        /** Multiplies. */
        public PositiveAnnihilator {
            VectorCheck.column("y", y, w0.rows());
            VectorCheck.positive("y", y);
            VectorCheck.zero("W0'y", w0.transpose().times(y));
        }
    }
}
