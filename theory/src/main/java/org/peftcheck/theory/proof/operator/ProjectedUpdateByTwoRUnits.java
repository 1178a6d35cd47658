package org.peftcheck.theory.proof.operator;

import java.util.List;

/** 2r ReLU units give P A B exactly, and the weight then is the projection of LoRA's (PEANuT, Proposition 3.2 and Appendix B.1). */
final class ProjectedUpdateByTwoRUnits {

    private ProjectedUpdateByTwoRUnits() {}

    static List<OperatorTheorem> all() {
        return List.of(firstBlock(), lastBlock(), update(), projectedWeight(), tweakedWeight(), lastHiddenLayer());
    }

    /** Theta1 with one block of units of length 1 and the other block, which {@code turned} moves, at a right angle to it. */
    private static TheoremDraft firstFactor(String name, String statement, String block, String turned) {
        TheoremDraft draft = Standard.pseudoInverse(TheoremDraft.of("prop-3.2-first", name, statement))
                .operator("A", "d_out r", "LoRA's first factor", "2; 1; 3")
                .operator("E1", "r h", "the coordinates of the first r hidden units", "1 0")
                .operator("E2", "r h", "the coordinates of the last r hidden units", "0 1");
        String kept = turned.equals("E1") ? "E2" : "E1";
        draft.suppose(block, kept + " " + kept + "* - 1")
                .without(block, kept, kept.equals("E1") ? "2 0" : "0 2")
                .suppose("blocks-apart", "E1 E2*")
                .without("blocks-apart", turned, "3/5 4/5");
        return draft.define("first-factor", "Theta1", "d_in h", "the first factor [W0⁺A, -W0⁺A]", "X A E1 - X A E2");
    }

    private static OperatorTheorem firstBlock() {
        return firstFactor(
                        "two-r-first-block",
                        "With Theta1 = [W0⁺A, -W0⁺A] the first r hidden units see P A.",
                        "first-block",
                        "E2")
                .conclude("W Theta1 E1* - W X A")
                .by("W", "first-factor", "E1*")
                .by("W X A", "first-block", "1")
                .by("- W X A", "blocks-apart*", "1")
                .theorem();
    }

    private static OperatorTheorem lastBlock() {
        return firstFactor(
                        "two-r-last-block",
                        "With Theta1 = [W0⁺A, -W0⁺A] the last r hidden units see -P A.",
                        "last-block",
                        "E1")
                .conclude("W Theta1 E2* + W X A")
                .by("W", "first-factor", "E2*")
                .by("- W X A", "last-block", "1")
                .by("W X A", "blocks-apart", "1")
                .theorem();
    }

    private static OperatorTheorem update() {
        TheoremDraft draft = TheoremDraft.of(
                "prop-3.2-first",
                "two-r-update",
                "Hidden units [relu(PA), relu(-PA)] and Theta2 = [B; -B] give the update P A B.");
        return Standard.blocks(Standard.lora(Standard.pseudoInverse(draft)))
                .relu("R", "N", "d_out r", "W X A")
                .define("hidden", "H", "d_out h", "the hidden layer relu(W0 Theta1)", "R E1 + N E2")
                .define("second-factor", "Theta2", "h d_in", "the second factor [B; -B]", "E1* B - E2* B")
                .conclude("H Theta2 - W X A B")
                .by("1", "hidden", "Theta2")
                .by("R E1 + N E2", "second-factor", "1")
                .by("R", "first-block", "B")
                .by("- R", "blocks-apart", "B")
                .by("N", "blocks-apart*", "B")
                .by("- N", "last-block", "B")
                .by("1", "relu-identity", "B")
                .theorem();
    }

    private static OperatorTheorem projectedWeight() {
        TheoremDraft draft = TheoremDraft.of(
                "prop-3.2-loss",
                "projected-update-projects-weight",
                "W0 + P A B is P times the weight M = W0 + A B of LoRA, so that an invariant loss is the same.");
        return Standard.lora(Standard.pseudoInverse(draft, "inner"))
                .without("inner", "X", "1 0 0; 0 1 0")
                .define("projector", "P", "d_out d_out", "the projector W0 W0⁺", "W X")
                .define("lora-weight", "M", "d_out d_in", "the weight of LoRA", "W + A B")
                .conclude("W + P A B - P M")
                .by("- P", "lora-weight", "1")
                .by("-1", "projector", "W")
                .by("-1", "inner", "1")
                .theorem();
    }

    private static OperatorTheorem tweakedWeight() {
        TheoremDraft draft = TheoremDraft.of(
                "prop-3.2-loss",
                "tweaked-weight-is-projected-lora-weight",
                "W0 + relu(PA) B - relu(-PA) B is P (W0 + A B).");
        return Standard.lora(Standard.pseudoInverse(draft, "inner"))
                .without("inner", "X", "1 0 0; 0 1 0")
                .relu("R", "N", "d_out r", "W X A")
                .conclude("W + R B - N B - W X W - W X A B")
                .by("1", "relu-identity", "B")
                .by("-1", "inner", "1")
                .theorem();
    }

    private static OperatorTheorem lastHiddenLayer() {
        return TheoremDraft.of(
                        "prop-3.2-second",
                        "linear-last-factor-is-lora",
                        "With A the last hidden layer and B the last factor, LoRA's update is the tweaker's.")
                .operator("H", "d_out r", "the last hidden layer", "1; 2; 3")
                .operator("Theta2", "r d_in", "the last factor", "1 -2")
                .define("first-factor", "A", "d_out r", "LoRA's first factor", "H")
                .define("second-factor", "B", "r d_in", "LoRA's second factor", "Theta2")
                .conclude("A B - H Theta2")
                .by("1", "first-factor", "B")
                .by("H", "second-factor", "1")
                .theorem();
    }
}
