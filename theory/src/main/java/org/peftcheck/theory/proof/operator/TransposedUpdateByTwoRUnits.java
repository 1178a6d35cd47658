package org.peftcheck.theory.proof.operator;

import java.util.List;

/** The transposed tweaker Theta2 relu(Theta1 W0), for losses with L(W) = L(W W0⁺ W0), and when inputs make a loss such. */
final class TransposedUpdateByTwoRUnits {

    private static final String CLAIM = "transposed-width-2r";

    private TransposedUpdateByTwoRUnits() {}

    static List<OperatorTheorem> all() {
        return List.of(update(), tweakedWeight(), anyInverse(), inputs());
    }

    private static OperatorTheorem update() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "transposed-two-r-update",
                "Hidden units [relu(B W0⁺W0); relu(-B W0⁺W0)] and Theta2 = [A, -A] give the update A B W0⁺W0.");
        return Standard.blocks(Standard.lora(Standard.pseudoInverse(draft)))
                .relu("R", "N", "r d_in", "B X W")
                .define("hidden", "H", "h d_in", "the hidden layer relu(Theta1 W0)", "E1* R + E2* N")
                .define("second-factor", "Theta2", "d_out h", "the second factor [A, -A]", "A E1 - A E2")
                .conclude("Theta2 H - A B X W")
                .by("1", "second-factor", "H")
                .by("A E1 - A E2", "hidden", "1")
                .by("A", "first-block", "R")
                .by("A", "blocks-apart", "N")
                .by("- A", "blocks-apart*", "R")
                .by("- A", "last-block", "N")
                .by("A", "relu-identity", "1")
                .theorem();
    }

    private static OperatorTheorem tweakedWeight() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "transposed-weight-is-projected-lora-weight",
                "W0 + A relu(B W0⁺W0) - A relu(-B W0⁺W0) is (W0 + A B) W0⁺W0.");
        return Standard.lora(Standard.pseudoInverse(draft, "inner"))
                .without("inner", "X", "1 0 0; 0 1 0")
                .relu("R", "N", "r d_in", "B X W")
                .conclude("W + A R - A N - W X W - A B X W")
                .by("A", "relu-identity", "1")
                .by("-1", "inner", "1")
                .theorem();
    }

    private static OperatorTheorem anyInverse() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "transposed-any-inverse-tweaked-weight",
                "With any inner inverse G, W0 + A relu(B G W0) - A relu(-B G W0) is (W0 + A B) G W0.");
        return Standard.lora(Standard.innerInverse(draft))
                .relu("R", "N", "r d_in", "B G W")
                .conclude("W + A R - A N - W G W - A B G W")
                .by("A", "relu-identity", "1")
                .by("-1", "inner", "1")
                .theorem();
    }

    private static OperatorTheorem inputs() {
        TheoremDraft draft = TheoremDraft.of(
                "inputs-give-invariance",
                "inputs-in-row-space-give-invariance",
                "On inputs Z in the row space of W0 every weight M acts as M W0⁺W0.");
        return Standard.pseudoInverse(draft, "inner", "rows-symmetric")
                .operator("M", "d_out d_in", "any weight", "1 2; 3 4; 5 6")
                .operator("C", "d_out n", "coefficients of the inputs", "1; 2; 5")
                .define("in-row-space", "Z", "d_in n", "inputs", "W* C")
                .conclude("M X W Z - M Z")
                .by("M X W - M", "in-row-space", "1")
                .by("M", "inner*", "C")
                .by("- M", "rows-symmetric", "W* C")
                .theorem();
    }
}
