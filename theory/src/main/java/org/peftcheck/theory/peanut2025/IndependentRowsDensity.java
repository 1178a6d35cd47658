package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Rows that are linearly independent over the rationals, as vectors, make the phases dense (sharpens PEANuT, Proposition B.1). */
final class IndependentRowsDensity {

    static final Proposition PROPOSITION = new Proposition(
            "prop-b1-torus",
            "sines of all columns near any factor A, for a weight whose rows have no integer relation",
            Set.of(StatementForm.ENTRYWISE),
            List.of(
                    Hypotheses.SINE,
                    Hypotheses.RANK_POSITIVE,
                    Hypotheses.WIDTH_R,
                    Hypotheses.INDEPENDENT_ROWS,
                    Hypotheses.BOUNDED_TARGET),
            "\\operatorname{dist}(W_0\\theta_l,\\tfrac1{2\\pi}\\arcsin A_{\\cdot l};\\mathbb Z^{d_1})\\to0:\\quad\\sigma_p(W_0\\Theta_1)\\to A");

    private IndependentRowsDensity() {}
}
