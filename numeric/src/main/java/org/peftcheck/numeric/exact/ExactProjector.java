package org.peftcheck.numeric.exact;

import org.peftcheck.theory.exact.RationalMatrix;

/** The orthogonal projector on the column space of a rational matrix. */
public final class ExactProjector {

    private ExactProjector() {}

    /**
     * P = W W⁺, in the form C (CᵀC)⁻¹ Cᵀ with C a maximal set of independent columns of W.
     *
     * @param w d1×d2, of any rank
     * @return P, d1×d1, symmetric and idempotent
     */
    public static RationalMatrix onColumnSpaceOf(RationalMatrix w) {
        RationalMatrix c = w.selectColumns(ExactRank.independentColumns(w));
        RationalMatrix ct = c.transpose();
        return c.times(ExactSolver.solve(ct.times(c), ct).orElseThrow());
    }
}
