package org.peftcheck.theory.proof.operator;

import java.util.List;

/** Penrose's four equations have at most one solution, so that W0⁺ and PEANuT's projector are well defined (Penrose, 1955, Theorem 1). */
final class MoorePenroseUnique {

    private MoorePenroseUnique() {}

    static List<OperatorTheorem> all() {
        return List.of(unique());
    }

    private static OperatorTheorem unique() {
        TheoremDraft draft = TheoremDraft.of(
                "moore-penrose-unique",
                "pseudo-inverse-unique",
                "Two solutions of Penrose's four equations are the same.");
        return second(Standard.pseudoInverse(draft, "inner", "outer", "columns-symmetric", "rows-symmetric"))
                .conclude("X - Y")
                .by("-1", "outer", "1")
                .by("1", "second-outer", "1")
                .by("Y W - 1", "rows-symmetric", "X")
                .by("Y", "inner", "X")
                .by("1", "second-rows-symmetric", "W* X* X")
                .by("-1", "second-inner*", "X* X")
                .by("Y", "columns-symmetric", "Y* W* - 1")
                .by("Y", "inner", "Y")
                .by("Y W X", "second-columns-symmetric", "1")
                .by("- Y X*", "second-inner*", "1")
                .theorem();
    }

    private static TheoremDraft second(TheoremDraft draft) {
        return draft.operator("Y", "d_in d_out", "another solution", "9/625 -12/625 0; -12/625 16/625 0")
                .suppose("second-inner", "W Y W - W")
                .suppose("second-outer", "Y W Y - Y")
                .suppose("second-columns-symmetric", "Y* W* - W Y")
                .suppose("second-rows-symmetric", "W* Y* - Y W")
                .without("second-inner", "Y", "0 0 0; 0 0 0")
                .without("second-outer", "Y", "9/625 -12/625 4; -12/625 16/625 3")
                .without("second-columns-symmetric", "Y", "1/25 0 0; -4/75 0 0")
                .without("second-rows-symmetric", "Y", "1/25 -4/75 0; 0 0 0");
    }
}
