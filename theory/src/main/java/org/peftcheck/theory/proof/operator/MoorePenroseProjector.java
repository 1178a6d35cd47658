package org.peftcheck.theory.proof.operator;

import java.util.List;

/** P = W0 W0⁺ is an orthogonal projector that fixes W0, and the only one with its range (PEANuT, Proposition 3.2, its hypothesis). */
final class MoorePenroseProjector {

    private static final String CLAIM = "moore-penrose-projector";

    private MoorePenroseProjector() {}

    static List<OperatorTheorem> all() {
        return List.of(idempotent(), residualOrthogonal(), pythagoras(), unique());
    }

    private static OperatorTheorem idempotent() {
        TheoremDraft draft = TheoremDraft.of(CLAIM, "projector-idempotent", "W0 W0⁺ is idempotent.");
        return Standard.pseudoInverse(draft, "inner")
                .without("inner", "X", "1 0 0; 0 1 0")
                .conclude("W X W X - W X")
                .by("1", "inner", "X")
                .theorem();
    }

    private static OperatorTheorem residualOrthogonal() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM, "projector-residual-orthogonal", "What W0 W0⁺ leaves is orthogonal to the columns of W0.");
        return Standard.pseudoInverse(draft, "inner", "columns-symmetric")
                .conclude("W* W X - W*")
                .by("1", "inner*", "1")
                .by("- W*", "columns-symmetric", "1")
                .theorem();
    }

    private static OperatorTheorem pythagoras() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "projector-pythagoras",
                "The Gram matrix of M is the sum of those of its projection W0 W0⁺ M and of the rest.");
        return Standard.pseudoInverse(draft, "inner", "columns-symmetric")
                .operator("M", "d_out n", "any matrix", "1; 2; 3")
                .without("inner", "X", "18/625 -24/625 0; -24/625 32/625 0")
                .conclude("2 M* X* W* W X M - M* W X M - M* X* W* M")
                .by("2 M*", "inner", "X M")
                .by("- M*", "columns-symmetric", "M")
                .by("2 M*", "columns-symmetric", "W X M")
                .theorem();
    }

    private static OperatorTheorem unique() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "projector-unique",
                "A self-adjoint Q that fixes W0 and whose columns are combinations of those of W0 is W0 W0⁺.");
        return Standard.pseudoInverse(draft, "inner", "columns-symmetric")
                .operator("Y", "d_in d_out", "the coefficients of the columns of Q", "1/25 -4/75 4; 0 0 3")
                .define("in-range", "Q", "d_out d_out", "a projector on the column space of W0", "W Y")
                .suppose("self-adjoint", "Q* - Q")
                .suppose("fixes", "Q W - W")
                .without("self-adjoint", "Y", "1/25 0 0; -4/75 0 0")
                .without("fixes", "Y", "0 0 0; 0 0 0")
                .without("in-range", "Q", "1 0 0; 0 1 0; 0 0 1")
                .conclude("Q - W X")
                .by("-1", "self-adjoint", "1")
                .by("1", "fixes", "X")
                .by("1", "self-adjoint", "W X")
                .by("Q*", "columns-symmetric", "1")
                .by("1", "in-range*", "1")
                .by("- Y*", "inner*", "1")
                .by("-1", "in-range*", "X* W*")
                .theorem();
    }
}
