package org.peftcheck.numeric.exact;

import org.peftcheck.theory.exact.RationalMatrix;

/** The Moore–Penrose inverse of a rational matrix, which is rational too. */
public final class ExactPseudoInverse {

    private ExactPseudoInverse() {}

    /**
     * The Moore–Penrose inverse W⁺, by MacDuffee's formula.
     *
     * <p>With C a maximal set of independent columns of W and R one of independent rows, W = C U⁻¹ R for the block U
     * where they meet, and W⁺ = Rᵀ (Cᵀ W Rᵀ)⁻¹ Cᵀ. This is Gᵀ(GGᵀ)⁻¹(FᵀF)⁻¹Fᵀ for the full-rank factorisation
     * F = C, G = U⁻¹R, written so that no inverse but one of size rank × rank is needed.
     *
     * @param w d1×d2, of any rank
     * @return W⁺, d2×d1
     */
    public static RationalMatrix of(RationalMatrix w) {
        EchelonForm form = EchelonForm.of(w, w.columns());
        RationalMatrix ct = w.selectColumns(form.pivotColumns()).transpose();
        RationalMatrix rt = w.selectRows(form.pivotRows()).transpose();
        RationalMatrix core = ct.times(w).times(rt);
        return rt.times(ExactSolver.solve(core, ct).orElseThrow());
    }
}
