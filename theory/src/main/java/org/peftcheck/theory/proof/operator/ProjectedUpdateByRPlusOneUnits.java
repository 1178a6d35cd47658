package org.peftcheck.theory.proof.operator;

import java.util.List;

/** r + 1 ReLU units give P A B exactly where W0 theta is positive: the form of width r + 1 that sharpens PEANuT, Proposition 3.2. */
final class ProjectedUpdateByRPlusOneUnits {

    private static final String CLAIM = "width-r-plus-1";

    private ProjectedUpdateByRPlusOneUnits() {}

    static List<OperatorTheorem> all() {
        return List.of(update(), projectedWeight());
    }

    /** Shifted by W0 theta t the first r units are positive, where ReLU is the identity; the last unit is W0 theta. */
    private static TheoremDraft units(String name, String statement, String... equations) {
        TheoremDraft draft = TheoremDraft.of(CLAIM, name, statement)
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 0; 2 0; 2 0")
                .operator("X", "d_in d_out", "the pseudo-inverse of W0", "1/9 2/9 2/9; 0 0 0");
        for (String equation : equations) {
            draft.suppose(equation, "W X W - W").without(equation, "X", "2 0 0; 0 1 0");
        }
        return Standard.lora(draft)
                .operator("theta", "d_in 1", "parameters with W0 theta positive", "1; 5")
                .operator("t", "1 r", "how far each unit is shifted", "7")
                .define("shifted-units", "R", "d_out r", "the first r hidden units", "W X A + W theta t")
                .define("last-unit", "s", "d_out 1", "the last hidden unit", "W theta");
    }

    private static OperatorTheorem update() {
        return units(
                        "r-plus-one-update",
                        "Hidden units [PA + v t, v] with v = W0 theta positive and Theta2 = [B; -t B] give the update P A B.")
                .operator("E1", "r h", "the coordinates of the first r hidden units", "1 0")
                .operator("e", "1 h", "the coordinate of the last hidden unit", "0 1")
                .suppose("first-block", "E1 E1* - 1")
                .suppose("last-block", "e e* - 1")
                .suppose("blocks-apart", "E1 e*")
                .without("first-block", "E1", "2 0")
                .without("last-block", "e", "0 2")
                .without("blocks-apart", "e", "3/5 4/5")
                .define("hidden", "H", "d_out h", "the hidden layer relu(W0 Theta1)", "R E1 + s e")
                .define("second-factor", "Theta2", "h d_in", "the second factor [B; -t B]", "E1* B - e* t B")
                .conclude("H Theta2 - W X A B")
                .by("1", "hidden", "Theta2")
                .by("R E1 + s e", "second-factor", "1")
                .by("R", "first-block", "B")
                .by("- R", "blocks-apart", "t B")
                .by("s", "blocks-apart*", "B")
                .by("- s", "last-block", "t B")
                .by("1", "shifted-units", "B")
                .by("-1", "last-unit", "t B")
                .theorem();
    }

    private static OperatorTheorem projectedWeight() {
        return units(
                        "r-plus-one-weight-is-projected-lora-weight",
                        "With the r + 1 units the weight is P (W0 + A B).",
                        "inner")
                .conclude("W + R B - s t B - W X W - W X A B")
                .by("1", "shifted-units", "B")
                .by("-1", "last-unit", "t B")
                .by("-1", "inner", "1")
                .theorem();
    }
}
