package org.peftcheck.theory.proof.operator;

/**
 * Operators that many identities share: the weight, its pseudo-inverse with those of Penrose's equations that an identity needs,
 * LoRA's factors, and the two blocks of a hidden layer. In the witness the weight has rank 1, with both signs in every row and column that is not zero.
 */
final class Standard {

    private Standard() {}

    /** W = W0 of rank 1. */
    static TheoremDraft weight(TheoremDraft draft) {
        return draft.operator("W", "d_out d_in", "the pre-trained weight W0", "9 -12; -12 16; 0 0");
    }

    /** W and X = W⁺. Each equation of Penrose that is named becomes a hypothesis, needed by an X that violates it alone. */
    static TheoremDraft pseudoInverse(TheoremDraft draft, String... equations) {
        weight(draft).operator("X", "d_in d_out", "the pseudo-inverse of W0", "9/625 -12/625 0; -12/625 16/625 0");
        for (String equation : equations) {
            switch (equation) {
                case "inner" -> draft.suppose(equation, "W X W - W").without(equation, "X", "0 0 0; 0 0 0");
                case "outer" ->
                    draft.suppose(equation, "X W X - X").without(equation, "X", "9/625 -12/625 4; -12/625 16/625 3");
                case "columns-symmetric" ->
                    draft.suppose(equation, "X* W* - W X").without(equation, "X", "1/25 0 0; -4/75 0 0");
                case "rows-symmetric" ->
                    draft.suppose(equation, "W* X* - X W").without(equation, "X", "1/25 -4/75 0; 0 0 0");
                default -> throw new IllegalArgumentException("Penrose's equations: got `" + equation + "`");
            }
        }
        return draft;
    }

    /** W and an inner inverse G that is not the pseudo-inverse. */
    static TheoremDraft innerInverse(TheoremDraft draft) {
        return weight(draft)
                .operator("G", "d_in d_out", "an inner inverse of W0", "1/9 1 5; -1 0 1")
                .suppose("inner", "W G W - W")
                .without("inner", "G", "1 0 0; 0 1 0");
    }

    /** LoRA's factors A and B. */
    static TheoremDraft lora(TheoremDraft draft) {
        return draft.operator("A", "d_out r", "LoRA's first factor", "2; 1; 3")
                .operator("B", "r d_in", "LoRA's second factor", "1 2");
    }

    /** E1 and E2, the two blocks of r coordinates of a hidden layer of width h. */
    static TheoremDraft blocks(TheoremDraft draft) {
        return draft.operator("E1", "r h", "the coordinates of the first r hidden units", "1 0")
                .operator("E2", "r h", "the coordinates of the last r hidden units", "0 1")
                .suppose("first-block", "E1 E1* - 1")
                .suppose("last-block", "E2 E2* - 1")
                .suppose("blocks-apart", "E1 E2*")
                .without("first-block", "E1", "2 0")
                .without("last-block", "E2", "0 2")
                .without("blocks-apart", "E2", "3/5 4/5");
    }
}
