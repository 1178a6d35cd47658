package org.peftcheck.theory.proof.operator;

import java.util.List;

/**
 * The pseudo-inverse and its projector from a singular value decomposition W0 = U S Vᵀ. Nothing is used of S but that it has an
 * inverse T, so that the identities hold for every factorisation with orthonormal outer factors.
 */
final class SingularValueFactorisation {

    private static final String CLAIM = "svd-pseudo-inverse";

    private SingularValueFactorisation() {}

    static List<OperatorTheorem> all() {
        return List.of(leftProjector(), fixesWeight(), inner(), outer(), columnsSymmetric(), rowsSymmetric());
    }

    private static TheoremDraft factors(String name, String statement, String... hypotheses) {
        TheoremDraft draft = TheoremDraft.of(CLAIM, name, statement)
                .operator("U", "d_out k", "left singular vectors", "3/5 0; 4/5 0; 0 1; 0 0")
                .operator("S", "k k", "singular values", "1 1; 0 1")
                .operator("T", "k k", "the inverse of S", "1 -1; 0 1")
                .operator("V", "d_in k", "right singular vectors", "1 0; 0 4/5; 0 3/5");
        for (String hypothesis : hypotheses) {
            switch (hypothesis) {
                case "left-orthonormal" ->
                    draft.suppose(hypothesis, "U* U - 1").without(hypothesis, "U", "1 0; 0 2; 0 0; 0 0");
                case "right-orthonormal" ->
                    draft.suppose(hypothesis, "V* V - 1").without(hypothesis, "V", "1 0; 0 2; 0 0");
                case "right-inverse" -> draft.suppose(hypothesis, "S T - 1").without(hypothesis, "T", "1 0; 0 1");
                case "left-inverse" -> draft.suppose(hypothesis, "T S - 1").without(hypothesis, "T", "1 0; 0 1");
                case "weight" -> draft.define(hypothesis, "W", "d_out d_in", "the pre-trained weight W0", "U S V*");
                case "inverse" -> draft.define(hypothesis, "X", "d_in d_out", "the pseudo-inverse of W0", "V T U*");
                default -> throw new IllegalArgumentException("factorisation: got `" + hypothesis + "`");
            }
        }
        return draft;
    }

    private static OperatorTheorem leftProjector() {
        return factors(
                        "svd-left-projector",
                        "W0 W0⁺ = U Uᵀ.",
                        "right-orthonormal",
                        "right-inverse",
                        "weight",
                        "inverse")
                .conclude("W X - U U*")
                .by("1", "weight", "X")
                .by("U S V*", "inverse", "1")
                .by("U S", "right-orthonormal", "T U*")
                .by("U", "right-inverse", "U*")
                .theorem();
    }

    private static OperatorTheorem fixesWeight() {
        return factors("svd-fixes-weight", "U Uᵀ W0 = W0.", "left-orthonormal", "weight")
                .conclude("U U* W - W")
                .by("U U* - 1", "weight", "1")
                .by("U", "left-orthonormal", "S V*")
                .theorem();
    }

    private static OperatorTheorem inner() {
        return factors(
                        "svd-inner",
                        "V S⁻¹ Uᵀ solves Penrose's equation W0 X W0 = W0.",
                        "left-orthonormal",
                        "right-orthonormal",
                        "right-inverse",
                        "weight",
                        "inverse")
                .conclude("W X W - W")
                .by("1", "weight", "X W")
                .by("U S V*", "inverse", "W")
                .by("U S", "right-orthonormal", "T U* W")
                .by("U", "right-inverse", "U* W")
                .by("U U* - 1", "weight", "1")
                .by("U", "left-orthonormal", "S V*")
                .theorem();
    }

    private static OperatorTheorem outer() {
        return factors(
                        "svd-outer",
                        "V S⁻¹ Uᵀ solves Penrose's equation X W0 X = X.",
                        "left-orthonormal",
                        "right-orthonormal",
                        "right-inverse",
                        "weight",
                        "inverse")
                .conclude("X W X - X")
                .by("X", "weight", "X")
                .by("X U S V*", "inverse", "1")
                .by("X U S", "right-orthonormal", "T U*")
                .by("X U", "right-inverse", "U*")
                .by("1", "inverse", "U U* - 1")
                .by("V T", "left-orthonormal", "U*")
                .theorem();
    }

    private static OperatorTheorem columnsSymmetric() {
        return factors(
                        "svd-columns-symmetric",
                        "With X = V S⁻¹ Uᵀ the product W0 X is symmetric.",
                        "right-orthonormal",
                        "right-inverse",
                        "weight",
                        "inverse")
                .conclude("X* W* - W X")
                .by("X*", "weight*", "1")
                .by("1", "inverse*", "V S* U*")
                .by("U T*", "right-orthonormal", "S* U*")
                .by("U", "right-inverse*", "U*")
                .by("-1", "weight", "X")
                .by("- U S V*", "inverse", "1")
                .by("- U S", "right-orthonormal", "T U*")
                .by("- U", "right-inverse", "U*")
                .theorem();
    }

    private static OperatorTheorem rowsSymmetric() {
        return factors(
                        "svd-rows-symmetric",
                        "With X = V S⁻¹ Uᵀ the product X W0 is symmetric.",
                        "left-orthonormal",
                        "left-inverse",
                        "weight",
                        "inverse")
                .conclude("W* X* - X W")
                .by("W*", "inverse*", "1")
                .by("1", "weight*", "U T* V*")
                .by("V S*", "left-orthonormal", "T* V*")
                .by("V", "left-inverse*", "V*")
                .by("-1", "inverse", "W")
                .by("- V T U*", "weight", "1")
                .by("- V T", "left-orthonormal", "S V*")
                .by("- V", "left-inverse", "V*")
                .theorem();
    }
}
