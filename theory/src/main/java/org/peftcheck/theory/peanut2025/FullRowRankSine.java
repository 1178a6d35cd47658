package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** When W0 has full row rank, r sine units attain every LoRA update of rank r, and Kronecker's theorem is not needed. */
final class FullRowRankSine {

    static final Proposition PROPOSITION = new Proposition(
            "prop-b1-full-row-rank",
            "the LoRA update by r sine units, for a weight of full row rank",
            Set.of(StatementForm.PROJECTED),
            List.of(Hypotheses.SINE, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R, Hypotheses.FULL_ROW_RANK),
            "W_0\\Theta_1=\\tfrac1{2\\pi}\\arcsin(A/s),\\ \\Theta_2=sB,\\ s\\ge\\max|A_{ij}|:\\quad \\sigma_p(W_0\\Theta_1)\\Theta_2=AB,\\ P=I");

    private FullRowRankSine() {}
}
