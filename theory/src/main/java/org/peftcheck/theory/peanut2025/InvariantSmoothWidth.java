package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Under invariance r units of a smooth activation with σ(0) = 0 ≠ σ'(0) suffice. */
final class InvariantSmoothWidth {

    static final Proposition PROPOSITION = new Proposition(
            "invariance-smooth",
            "the LoRA update modulo P by r smooth units",
            Set.of(StatementForm.PROJECTED),
            List.of(Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R, Hypotheses.SMOOTH_ACTIVATION),
            "v\\mapsto P\\sigma(v)\\text{ is a local diffeomorphism of }V\\text{ at }0:\\quad P\\sigma(W_0\\theta_j)=P a_j/M,\\ \\Theta_2=MB");

    private InvariantSmoothWidth() {}
}
