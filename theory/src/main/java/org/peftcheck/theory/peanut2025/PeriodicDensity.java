package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Any continuous periodic activation with 0 inside its range does what the sine does (PEANuT, remark after Proposition B.1). */
final class PeriodicDensity {

    static final Proposition PROPOSITION = new Proposition(
            "prop-b1-periodic",
            "the LoRA update by r units of a periodic activation up to any error, for a weight with an independent column",
            Set.of(StatementForm.APPROXIMATION),
            List.of(
                    Hypotheses.PERIODIC_ACTIVATION,
                    Hypotheses.RANK_POSITIVE,
                    Hypotheses.WIDTH_R,
                    Hypotheses.INDEPENDENT_COLUMN),
            "\\sigma(x_{il})=A_{il}/s,\\ \\operatorname{dist}(c_l(W_0)_{ij},x_{il};T\\mathbb Z)\\to0:\\quad\\sigma(W_0\\Theta_1)\\to A/s,\\ \\Theta_2=sB");

    private PeriodicDensity() {}
}
