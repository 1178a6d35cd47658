package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** r+1 ReLU units attain the projected LoRA update when the column space has a strictly positive vector. */
final class PositiveVectorWidth {

    static final Proposition PROPOSITION = new Proposition(
            "width-r-plus-1",
            "the projected update by r+1 ReLU units",
            Set.of(StatementForm.RANGE),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE, Hypotheses.WIDTH_R_PLUS_1, Hypotheses.POSITIVE_VECTOR),
            "v=W_0\\theta_v>0,\\ PA+vt^\\top\\ge0:\\quad \\sigma(PA+vt^\\top)B-\\sigma(v)t^\\top B=PAB");

    private PositiveVectorWidth() {}
}
