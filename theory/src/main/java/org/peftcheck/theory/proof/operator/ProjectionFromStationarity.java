package org.peftcheck.theory.proof.operator;

import java.util.List;

/** r units reach P A B under invariance when they solve W0ᵀ σ(W0 C) = W0ᵀ A, or a fixed-point equation: the algebra of those steps. */
final class ProjectionFromStationarity {

    private ProjectionFromStationarity() {}

    static List<OperatorTheorem> all() {
        return List.of(monotone(), cone(), multiplier(), smooth());
    }

    private static OperatorTheorem monotone() {
        TheoremDraft draft = TheoremDraft.of(
                "invariance-monotone",
                "stationary-units-project-alike",
                "Where W0ᵀ R = W0ᵀ A for the hidden units R, P R B = P A B.");
        return Standard.lora(Standard.pseudoInverse(draft, "columns-symmetric"))
                .without("columns-symmetric", "X", "1 2 3; 4 5 6")
                .operator("R", "d_out r", "hidden units, sigma(W0 C)", "6; 4; 1")
                .suppose("stationary", "W* R - W* A")
                .without("stationary", "R", "1; 1; 1")
                .conclude("W X R B - W X A B")
                .by("X*", "stationary", "B")
                .by("-1", "columns-symmetric", "R B - A B")
                .theorem();
    }

    private static OperatorTheorem cone() {
        TheoremDraft draft = TheoremDraft.of(
                "invariance-cone-projection",
                "cone-projection-projects-alike",
                "Where the ReLU units H = relu(W0 C) are the point R nearest to 0 in A + V^perp without negative entries, "
                        + "P H = P A.");
        return Standard.pseudoInverse(draft, "columns-symmetric")
                .without("columns-symmetric", "X", "1 2 3; 4 5 6")
                .operator("A", "d_out r", "a target without negative entries", "2; 1; 3")
                .operator("R", "d_out r", "the nearest point", "2/3; 0; 0")
                .suppose("same-projection", "W* R - W* A")
                .without("same-projection", "R", "1; 1; 1")
                .define("complementary", "H", "d_out r", "hidden units", "R")
                .conclude("W X H - W X A")
                .by("W X", "complementary", "1")
                .by("X*", "same-projection", "1")
                .by("-1", "columns-symmetric", "R - A")
                .theorem();
    }

    private static OperatorTheorem multiplier() {
        TheoremDraft draft = TheoremDraft.of(
                "invariance-cone-projection",
                "cone-multiplier-in-range",
                "The nearest point less its multiplier is W0 C, so that P fixes it.");
        return Standard.pseudoInverse(draft, "inner")
                .operator("C", "d_in r", "parameters", "2/27; 0")
                .operator("R", "d_out r", "the nearest point", "2/3; 0; 0")
                .define("nearest", "M", "d_out r", "its multiplier", "R - W C")
                .conclude("W X R - W X M - R + M")
                .by("1", "nearest", "1")
                .by("- W X", "nearest", "1")
                .by("1", "inner", "C")
                .theorem();
    }

    private static OperatorTheorem smooth() {
        TheoremDraft draft = TheoremDraft.of(
                "invariance-smooth",
                "scaled-fixed-point-projects-alike",
                "Where P R = P L for hidden units R and A = L D is the target scaled back, Theta2 = D B gives P A B.");
        return Standard.pseudoInverse(draft)
                .operator("L", "d_out r", "the target scaled down", "2; 1; 3")
                .operator("D", "r r", "the scale", "10")
                .operator("R", "d_out r", "hidden units, sigma(W0 C)", "6; 4; 1")
                .operator("B", "r d_in", "LoRA's second factor", "1 2")
                .suppose("fixed-point", "W X R - W X L")
                .without("fixed-point", "R", "1; 1; 1")
                .define("target", "A", "d_out r", "LoRA's first factor", "L D")
                .define("second-factor", "Theta2", "r d_in", "the second factor", "D B")
                .conclude("W X R Theta2 - W X A B")
                .by("1", "fixed-point", "Theta2")
                .by("W X L", "second-factor", "1")
                .by("- W X", "target", "B")
                .theorem();
    }
}
