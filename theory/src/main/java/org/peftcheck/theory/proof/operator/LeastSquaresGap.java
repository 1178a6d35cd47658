package org.peftcheck.theory.proof.operator;

import java.util.List;

/**
 * What the projected update of a stationary LoRA costs when the loss is not invariant. For ½‖M Z − O‖² the trace of the identity
 * says that the loss grows by exactly ½‖(1 − P) A B Z‖²; for any smooth loss the first-order term vanishes.
 */
final class LeastSquaresGap {

    private LeastSquaresGap() {}

    static List<OperatorTheorem> all() {
        return List.of(gap(), firstOrder());
    }

    private static OperatorTheorem gap() {
        TheoremDraft draft = TheoremDraft.of(
                "gap-least-squares",
                "least-squares-gap",
                "Where LoRA is stationary in A, replacing A B by P A B adds exactly the Gram matrix of (1 - P) A B Z.");
        return Standard.lora(Standard.pseudoInverse(draft))
                .operator("Z", "d_in n", "inputs", "1 0; 0 1")
                .operator("O", "d_out n", "targets", "9 -7; -13 19; 5 5")
                .define("lora-residual", "E", "d_out n", "LoRA's residual", "W Z + A B Z - O")
                .define(
                        "projected-residual",
                        "F",
                        "d_out n",
                        "the residual of the projected update",
                        "W Z + W X A B Z - O")
                .suppose("stationary", "E Z* B*")
                .without("stationary", "O", "1 0; 0 0; 0 0")
                .without("lora-residual", "E", "4 -2; 2 -1; -2 1")
                .conclude("F F* - E E* - A B Z Z* B* A* + W X A B Z Z* B* A* + A B Z Z* B* A* X* W* "
                        + "- W X A B Z Z* B* A* X* W*")
                .by("1", "projected-residual", "F*")
                .by("-1", "lora-residual", "F*")
                .by("E - A B Z + W X A B Z", "projected-residual*", "1")
                .by("- E + A B Z - W X A B Z", "lora-residual*", "1")
                .by("-1", "stationary", "A* - A* X* W*")
                .by("- A + W X A", "stationary*", "1")
                .theorem();
    }

    private static OperatorTheorem firstOrder() {
        TheoremDraft draft = TheoremDraft.of(
                "gap-first-order",
                "gap-first-order-vanishes",
                "Where LoRA is stationary in A, the gradient times the transposed (1 - P) A B vanishes.");
        return Standard.lora(Standard.pseudoInverse(draft))
                .operator("D", "d_out d_in", "the gradient of the loss at LoRA's weight", "2 -1; -4 2; 6 -3")
                .suppose("stationary", "D B*")
                .without("stationary", "D", "1 0; 0 0; 0 0")
                .conclude("D B* A* - D B* A* X* W*")
                .by("1", "stationary", "A* - A* X* W*")
                .theorem();
    }
}
