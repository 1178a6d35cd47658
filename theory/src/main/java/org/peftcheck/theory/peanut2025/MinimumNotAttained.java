package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** The minimum that Proposition 3.2 prints need not exist: the class of h ≥ 2 ReLU units is not closed. */
final class MinimumNotAttained {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-min",
            "a target that ReLU units approach and never reach",
            Set.of(StatementForm.NOT_CLOSED),
            List.of(Hypotheses.RELU, Hypotheses.RANK_POSITIVE),
            "\\operatorname{col}M=\\operatorname{span}(e_1,e_2-e_3)\\text{ has only one non-negative ray; }s_1=(1,\\tfrac1n,0),\\ s_2=(1,0,\\tfrac1n)\\text{ come within }\\tfrac1{\\sqrt2 n}");

    private MinimumNotAttained() {}
}
