package org.peftcheck.theory.proof.operator;

import java.util.List;

/** Multiplicative LoRA, W0 + W0 C B, has the weights of LoRA up to the projector: its infimum under invariance is LoRA's. */
final class MultiplicativeLoRaEquality {

    private static final String CLAIM = "multiplicative-lora-equality";

    private MultiplicativeLoRaEquality() {}

    static List<OperatorTheorem> all() {
        return List.of(reachesProjected(), isLora(), isProjected());
    }

    private static OperatorTheorem reachesProjected() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM,
                "multiplicative-lora-reaches-projected-lora",
                "With C = W0⁺ A multiplicative LoRA has the weight P (W0 + A B).");
        return Standard.lora(Standard.pseudoInverse(draft, "inner"))
                .without("inner", "X", "1 0 0; 0 1 0")
                .define("factor", "C", "d_in r", "multiplicative LoRA's first factor", "X A")
                .conclude("W + W C B - W X W - W X A B")
                .by("W", "factor", "B")
                .by("-1", "inner", "1")
                .theorem();
    }

    private static OperatorTheorem isLora() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM, "multiplicative-lora-is-lora", "With A = W0 C LoRA has the weight of multiplicative LoRA.");
        return Standard.weight(draft)
                .operator("C", "d_in r", "multiplicative LoRA's first factor", "1; 2")
                .operator("B", "r d_in", "the second factor", "1 2")
                .define("factor", "A", "d_out r", "LoRA's first factor", "W C")
                .conclude("A B - W C B")
                .by("1", "factor", "B")
                .theorem();
    }

    private static OperatorTheorem isProjected() {
        TheoremDraft draft = TheoremDraft.of(
                CLAIM, "multiplicative-lora-is-projected", "P fixes every weight of multiplicative LoRA.");
        return Standard.pseudoInverse(draft, "inner")
                .operator("C", "d_in r", "multiplicative LoRA's first factor", "1; 2")
                .operator("B", "r d_in", "the second factor", "1 2")
                .conclude("W + W C B - W X W - W X W C B")
                .by("-1", "inner", "1")
                .by("-1", "inner", "C B")
                .theorem();
    }
}
