package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Under invariance r+1 ReLU units always suffice, and r where K = {0}. */
final class InvariantReluWidth {

    static final Proposition PROPOSITION = new Proposition(
            "invariance-relu",
            "the LoRA update modulo P by r or r+1 ReLU units",
            Set.of(StatementForm.PROJECTED),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_BY_CONE),
            "A+\\mathbf 1t^\\top\\ge0:\\quad P\\sigma(W_0\\theta_j)=P(a_j+t_j\\mathbf 1),\\ P\\sigma(W_0\\theta_{r+1})=P\\mathbf 1");

    private InvariantReluWidth() {}
}
