package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** One real parameter reaches every bounded update up to any error, so a count of reals measures nothing (limits PEANuT, Proposition B.1). */
final class OneParameterDensity {

    static final Proposition PROPOSITION = new Proposition(
            "one-parameter-dense",
            "an update by one real parameter up to any error, for a weight with independent entries",
            Set.of(StatementForm.ONE_PARAMETER),
            List.of(Hypotheses.SINE, Hypotheses.INDEPENDENT_ENTRIES),
            "\\operatorname{dist}(c(W_0)_{ij},\\tfrac1{2\\pi}\\arcsin((AB)_{ij}/M);\\mathbb Z)\\to0:\\quad M\\sin(2\\pi cW_0)\\to AB");

    private OneParameterDensity() {}
}
