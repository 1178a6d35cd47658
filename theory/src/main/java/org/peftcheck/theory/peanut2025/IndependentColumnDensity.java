package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Q-independent entries of a column make sine updates dense (PEANuT, Proposition B.1 as its proof uses it). */
final class IndependentColumnDensity {

    static final Proposition PROPOSITION = new Proposition(
            "prop-b1-column",
            "the LoRA update by r sine units up to any error, for a weight with an independent column",
            Set.of(StatementForm.APPROXIMATION, StatementForm.ENTRYWISE),
            List.of(
                    Hypotheses.SINE,
                    Hypotheses.RANK_POSITIVE,
                    Hypotheses.WIDTH_R,
                    Hypotheses.INDEPENDENT_COLUMN,
                    Hypotheses.BOUNDED_TARGET),
            "\\operatorname{dist}(c_l(W_0)_{ij},\\tfrac1{2\\pi}\\arcsin A_{il};\\mathbb Z)\\le\\varepsilon'=\\frac{\\varepsilon}{2\\pi\\sqrt{rd_1}\\lVert B\\rVert}:\\quad \\lVert\\sigma_p(W_0\\Theta_1)-A\\rVert_F\\le2\\pi\\sqrt{rd_1}\\,\\varepsilon',\\ \\Theta_1=(c_le_j)_l,\\ \\Theta_2=B");

    private IndependentColumnDensity() {}
}
