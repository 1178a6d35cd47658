package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Under an invariant loss the projected update has the loss of the LoRA update (PEANuT, Proposition 3.2, last step of the first inequality). */
final class InvariantLossEquality {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-loss",
            "the loss of the LoRA update under invariance",
            Set.of(StatementForm.LOSS),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_2R, Hypotheses.INVARIANT_LOSS),
            "L(W_0+PAB)=L(P(W_0+AB))=L(W_0+AB)");

    private InvariantLossEquality() {}
}
