package org.peftcheck.numeric.exact;

import java.util.Objects;
import java.util.Optional;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The linear complementarity problem over the rationals: y = q + M μ, y ≥ 0, μ ≥ 0, yᵀμ = 0.
 *
 * <p>Solved by Lemke's method with the lexicographic ratio test, which cannot cycle.
 */
public final class Lemke {

    private Lemke() {}

    /**
     * A complementary pair.
     *
     * @param y n×1, y = q + M μ ≥ 0
     * @param mu n×1, μ ≥ 0, with y_i μ_i = 0 for all i
     */
    public record Solution(RationalMatrix y, RationalMatrix mu) {
        /** Checks that there are two vectors. */
        public Solution {
            Objects.requireNonNull(y, "y");
            Objects.requireNonNull(mu, "mu");
        }
    }

    /**
     * A solution, if the method finds one.
     *
     * @param m M, n×n; where it is positive semidefinite, an empty answer proves that no y, μ ≥ 0 with y = q + M μ exist
     * @param q n×1
     * @return a complementary pair, or empty if the method ends on a ray
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static Optional<Solution> solve(RationalMatrix m, RationalMatrix q) {
        if (m.rows() != m.columns()) {
            throw new IllegalArgumentException(
                    "complementarity problem: expected a square matrix, got " + m.rows() + "x" + m.columns());
        }
        if (q.rows() != m.rows() || q.columns() != 1) {
            throw new IllegalArgumentException("complementarity problem: expected a vector of " + m.rows() + "x1, got "
                    + q.rows() + "x" + q.columns());
        }
        return new LemkeTableau(m, q).solve();
    }
}
