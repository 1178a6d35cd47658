package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Set;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Q-independent entries of a row do not make sine updates dense (PEANuT, Proposition B.1 as printed). */
final class EqualRowsObstructDensity {

    static final Proposition PROPOSITION = new Proposition(
            "prop-b1-row",
            "a weight with an independent row and a target out of reach",
            Set.of(StatementForm.EQUAL_ROWS),
            List.of(Hypotheses.SINE, Hypotheses.RANK_POSITIVE, Hypotheses.INDEPENDENT_ROW),
            "W_0=\\left[\\begin{smallmatrix}1&\\sqrt2\\\\1&\\sqrt2\\end{smallmatrix}\\right]:\\ \\lVert[b;-b]-[s;s]\\rVert^2=2\\lVert b\\rVert^2+2\\lVert s\\rVert^2");

    private EqualRowsObstructDensity() {}
}
