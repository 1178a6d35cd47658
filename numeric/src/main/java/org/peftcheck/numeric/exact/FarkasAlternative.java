package org.peftcheck.numeric.exact;

import java.util.Objects;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Farkas' lemma for a rational system A x = b, x ≥ 0: it has a solution, or a separating functional shows that it has
 * none. Exactly one of the two exists.
 */
public sealed interface FarkasAlternative {

    /**
     * The system has a solution.
     *
     * @param x n×1, x ≥ 0 and A x = b
     */
    record Solution(RationalMatrix x) implements FarkasAlternative {
        /** Checks that there is a vector. */
        public Solution {
            Objects.requireNonNull(x, "x");
        }
    }

    /**
     * The system has no solution.
     *
     * @param multipliers π, m×1, with Aᵀπ ≤ 0 and bᵀπ &gt; 0
     */
    record Separation(RationalMatrix multipliers) implements FarkasAlternative {
        /** Checks that there is a vector. */
        public Separation {
            Objects.requireNonNull(multipliers, "multipliers");
        }
    }

    /**
     * Decides which side holds, by the exact simplex method.
     *
     * @param a m×n
     * @param b m×1
     * @return the witness of the side that holds
     * @throws IllegalArgumentException if b is not m×1
     */
    static FarkasAlternative decide(RationalMatrix a, RationalMatrix b) {
        if (b.rows() != a.rows() || b.columns() != 1) {
            throw new IllegalArgumentException("Farkas alternative: expected a right-hand side of " + a.rows()
                    + "x1, got " + b.rows() + "x" + b.columns());
        }
        return new PhaseOneSimplex(a, b).decide();
    }
}
