package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Under invariance r units of an increasing activation suffice. */
final class InvariantMonotoneWidth {

    static final Proposition PROPOSITION = new Proposition(
            "invariance-monotone",
            "the LoRA update modulo P by r increasing units",
            Set.of(StatementForm.PROJECTED),
            List.of(Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R, Hypotheses.MONOTONE_ACTIVATION),
            "\\theta_j=\\arg\\min_\\theta\\textstyle\\sum_i\\int_0^{(W_0\\theta)_i}\\sigma-\\langle a_j,W_0\\theta\\rangle:\\quad W_0^\\top\\sigma(W_0\\theta_j)=W_0^\\top a_j");

    private InvariantMonotoneWidth() {}
}
