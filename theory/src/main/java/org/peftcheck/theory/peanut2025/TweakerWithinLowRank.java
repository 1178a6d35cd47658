package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Every PEANuT update whose last factor is r×d_in is a LoRA update of rank r, at any depth and for any activation (PEANuT, Proposition 3.2, second inequality). */
final class TweakerWithinLowRank {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-second",
            "a tweaker's update is a LoRA update",
            Set.of(StatementForm.FACTORS),
            List.of(Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R),
            "A=h_{D-1}(W_0),\\ B=\\Theta_2:\\quad f(W_0;\\theta)=AB");

    private TweakerWithinLowRank() {}
}
