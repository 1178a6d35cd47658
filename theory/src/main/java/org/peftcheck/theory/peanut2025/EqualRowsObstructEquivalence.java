package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Without invariance the function classes are not equivalent. */
final class EqualRowsObstructEquivalence {

    static final Proposition PROPOSITION = new Proposition(
            "prop-3.2-equivalence",
            "a LoRA update at a distance from every PEANuT update",
            Set.of(StatementForm.EQUAL_ROWS),
            List.of(Hypotheses.RANK_POSITIVE),
            "\\text{equal rows of }W_0\\text{ force equal rows of }\\sigma(W_0\\Theta_1)\\Theta_2");

    private EqualRowsObstructEquivalence() {}
}
