package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** With an activation on the output the rank can exceed the width, so the second inequality fails. */
final class OutputActivationRank {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-output-activation",
            "an update of rank above its width",
            Set.of(StatementForm.OUTPUT_RANK),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R),
            "W_0=I_3,\\ \\Theta_1=\\left[\\begin{smallmatrix}1&0\\\\0&1\\\\1&1\\end{smallmatrix}\\right],\\ \\Theta_2=\\left[\\begin{smallmatrix}1&-1&1\\\\-1&1&1\\end{smallmatrix}\\right]:\\quad \\operatorname{rank}\\,\\sigma(\\sigma(W_0\\Theta_1)\\Theta_2)=3>2=r");

    private OutputActivationRank() {}
}
