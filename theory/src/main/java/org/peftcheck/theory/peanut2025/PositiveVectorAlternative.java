package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Gordan's alternative for the column space of a weight. */
final class PositiveVectorAlternative {

    static final Proposition PROPOSITION = new Proposition(
            "positive-vector-alternative",
            "a positive vector of the column space, or a certificate that there is none",
            Set.of(StatementForm.ALTERNATIVE),
            List.of(),
            "W_0\\theta>0\\text{ and }y\\ge0,\\,y\\ne0,\\,W_0^\\top y=0\\text{ exclude each other: }0=y^\\top W_0\\theta>0");

    private PositiveVectorAlternative() {}
}
