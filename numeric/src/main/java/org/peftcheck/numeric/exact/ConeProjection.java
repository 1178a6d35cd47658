package org.peftcheck.numeric.exact;

import java.util.Objects;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * A vector w of the column space V of W0 whose ReLU has the projection of a given a ≥ 0: P relu(w) = P a.
 *
 * <p>With it, one ReLU unit realises any column a ≥ 0 under the invariance of PEANuT, Prop 3.2. The vector y is the
 * least-squares solution of: minimise ½‖y‖² over y ∈ a + V^⊥, y ≥ 0. Its multiplier μ ≥ 0 is complementary to y, so
 * that w = y − μ lies in V and has y as positive part. In the form of a complementarity problem:
 * y = P a + (I − P) μ.
 *
 * @param y d1×1, y = relu(w)
 * @param mu d1×1, μ = relu(−w)
 * @param w d1×1, w = y − μ ∈ V
 * @param theta d2×1, W0 θ = w
 */
public record ConeProjection(RationalMatrix y, RationalMatrix mu, RationalMatrix w, RationalMatrix theta) {

    /** Checks that there are four vectors. */
    public ConeProjection {
        Objects.requireNonNull(y, "y");
        Objects.requireNonNull(mu, "mu");
        Objects.requireNonNull(w, "w");
        Objects.requireNonNull(theta, "theta");
    }

    /**
     * The projection for one vector.
     *
     * @param w0 d1×d2, of any rank
     * @param a d1×1, non-negative
     * @return y, μ, w and θ
     * @throws IllegalArgumentException if a has another shape or a negative entry
     */
    public static ConeProjection project(RationalMatrix w0, RationalMatrix a) {
        if (a.rows() != w0.rows() || a.columns() != 1) {
            throw new IllegalArgumentException(
                    "cone projection: expected a vector of " + w0.rows() + "x1, got " + a.rows() + "x" + a.columns());
        }
        for (int i = 0; i < a.rows(); i++) {
            if (a.get(i, 0).signum() < 0) {
                throw new IllegalArgumentException(
                        "cone projection: expected a non-negative vector, got " + a.get(i, 0) + " in row " + i);
            }
        }
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w0);
        Lemke.Solution pair = Lemke.solve(RationalMatrix.identity(w0.rows()).minus(p), p.times(a))
                .orElseThrow();
        RationalMatrix w = pair.y().minus(pair.mu());
        RationalMatrix theta = ExactSolver.solve(w0, w).orElseThrow();
        return new ConeProjection(pair.y(), pair.mu(), w, theta);
    }
}
