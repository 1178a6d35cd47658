package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** 2r ReLU units attain the projected LoRA update (PEANuT, Proposition 3.2, first inequality, with inf). */
final class PseudoInverseWidth {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-first",
            "the projected update by 2r ReLU units",
            Set.of(StatementForm.RANGE),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_2R),
            "X=W_0^+A,\\ \\Theta_1=[X,-X],\\ \\Theta_2=[B;-B]:\\quad \\sigma(W_0X)B-\\sigma(-W_0X)B=W_0XB=PAB");

    private PseudoInverseWidth() {}
}
