package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** The projected image of ReLU is the projected orthant: P relu(V) = P(R_≥0). */
final class ConeProjectionRange {

    static final Proposition PROPOSITION = new Proposition(
            "invariance-cone-projection",
            "a non-negative target, projected, by one ReLU unit",
            Set.of(StatementForm.PROJECTED),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R, Hypotheses.NON_NEGATIVE_TARGET),
            "\\min\\tfrac12\\lVert y\\rVert^2,\\ y\\in a+V^\\perp,\\ y\\ge0\\text{ with multiplier }\\mu:\\quad w=y-\\mu\\in V,\\ \\sigma(w)=y");

    private ConeProjectionRange() {}
}
