package org.peftcheck.theory.proof.operator;

import java.util.List;

/** Which of Penrose's equations the normal equations W0ᵀ W0 X = W0ᵀ give, and that they give all of them at full column rank. */
final class NormalEquations {

    private static final String CLAIM = "normal-equations";

    private NormalEquations() {}

    static List<OperatorTheorem> all() {
        return List.of(
                columnsSymmetric(),
                inner(),
                gramian("rows-symmetric", "W* X* - X W")
                        .by("W*", "inverse*", "1")
                        .by("1", "gramian*", "1")
                        .by("-1", "inverse", "W")
                        .by("-1", "gramian", "1")
                        .theorem(),
                gramian("inner", "W X W - W")
                        .by("W", "inverse", "W")
                        .by("W", "gramian", "1")
                        .theorem(),
                gramian("outer", "X W X - X")
                        .by("1", "inverse", "W X")
                        .by("1", "gramian", "X")
                        .theorem(),
                gramian("columns-symmetric", "X* W* - W X")
                        .by("1", "inverse*", "W*")
                        .by("- W", "inverse", "1")
                        .by("- W", "gramian", "J* W*")
                        .by("W J", "gramian*", "W*")
                        .theorem());
    }

    private static TheoremDraft leastSquares(String name, String statement) {
        return Standard.pseudoInverse(TheoremDraft.of(CLAIM, name, statement))
                .suppose("normal", "W* W X - W*")
                .without("normal", "X", "3/25 0 0; 0 0 0");
    }

    private static OperatorTheorem columnsSymmetric() {
        return leastSquares(
                        "normal-equations-columns-symmetric",
                        "A solution X of the normal equations has W0 X symmetric.")
                .conclude("X* W* - W X")
                .by("1", "normal*", "X")
                .by("- X*", "normal", "1")
                .theorem();
    }

    private static OperatorTheorem inner() {
        return leastSquares("normal-equations-inner", "A solution X of the normal equations has W0 X W0 = W0.")
                .conclude("W X W - W")
                .by("-1", "normal*", "X W")
                .by("X*", "normal", "W")
                .by("1", "normal*", "1")
                .theorem();
    }

    /** X = J Wᵀ with J WᵀW = 1. */
    private static TheoremDraft gramian(String equation, String goal) {
        String statement = "At full column rank X = (W0ᵀW0)⁻¹W0ᵀ solves Penrose's equation " + goal + ".";
        return TheoremDraft.of(CLAIM, "full-column-rank-" + equation, statement)
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 0; 1 1; 0 1")
                .operator("J", "d_in d_in", "the inverse of W0ᵀW0", "2/3 -1/3; -1/3 2/3")
                .suppose("gramian", "J W* W - 1")
                .without("gramian", "J", "1 2; 3 4")
                .define("inverse", "X", "d_in d_out", "the pseudo-inverse of W0", "J W*")
                .conclude(goal);
    }
}
