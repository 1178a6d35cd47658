package org.peftcheck.theory.proof.alternative;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** The sides of Farkas' lemma for a system A x = b, x ≥ 0, each checked when it is made. */
public sealed interface Farkas {

    /**
     * The matrix of the system.
     *
     * @return A, m×n
     */
    RationalMatrix a();

    /**
     * The right-hand side.
     *
     * @return b, m×1
     */
    RationalMatrix b();

    /**
     * The system has a solution.
     *
     * @param a m×n
     * @param b m×1
     * @param x n×1, x ≥ 0 and A x = b
     */
    record Solution(RationalMatrix a, RationalMatrix b, RationalMatrix x) implements Farkas {
        /** Multiplies. */
        public Solution {
            VectorCheck.column("b", b, a.rows());
            VectorCheck.column("x", x, a.columns());
            VectorCheck.nonNegative("x", x);
            VectorCheck.zero("A x - b", a.times(x).minus(b));
        }
    }

    /**
     * The system has no solution.
     *
     * @param a m×n
     * @param b m×1
     * @param multipliers π, m×1, with Aᵀπ ≤ 0 and bᵀπ &gt; 0
     */
    record Separation(RationalMatrix a, RationalMatrix b, RationalMatrix multipliers) implements Farkas {
        /** Multiplies. */
        public Separation {
            VectorCheck.column("b", b, a.rows());
            VectorCheck.column("multipliers", multipliers, a.rows());
            VectorCheck.nonNegative("-A'pi", a.transpose().times(multipliers).scale(BigFraction.MINUS_ONE));
            VectorCheck.positive("b'pi", b.transpose().times(multipliers));
        }
    }
}
