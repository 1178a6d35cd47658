package org.peftcheck.theory.proof.operator;

import java.util.List;

/** Proposition 3.2 with any inner inverse G, W0 G W0 = W0, in place of W0⁺, for a loss with L(W) = L(W0 G W). */
final class ProjectedUpdateByAnyInverse {

    private static final String CLAIM = "prop-3.2-any-inverse";

    private ProjectedUpdateByAnyInverse() {}

    static List<OperatorTheorem> all() {
        return List.of(idempotent(), sameRange(), projectedAlike(), tweakedWeight());
    }

    private static TheoremDraft draft(String name, String statement) {
        return Standard.innerInverse(TheoremDraft.of(CLAIM, name, statement));
    }

    private static OperatorTheorem idempotent() {
        return draft("any-inverse-idempotent", "W0 G is idempotent.")
                .conclude("W G W G - W G")
                .by("1", "inner", "G")
                .theorem();
    }

    private static OperatorTheorem sameRange() {
        return draft(
                        "any-inverse-same-range",
                        "W0 G fixes the columns of W0 K, for another inner inverse or any other K.")
                .operator("K", "d_in d_out", "another matrix, such as an inner inverse", "3/25 -4/25 0; 0 0 0")
                .conclude("W G W K - W K")
                .by("1", "inner", "K")
                .theorem();
    }

    private static OperatorTheorem projectedAlike() {
        return Standard.lora(draft(
                        "any-inverse-projected-alike",
                        "W0 + relu(W0 G A) B - relu(-W0 G A) B and W0 + A B have the same image under W0 G."))
                .relu("R", "N", "d_out r", "W G A")
                .conclude("W G W + W G R B - W G N B - W G W - W G A B")
                .by("W G", "relu-identity", "B")
                .by("1", "inner", "G A B")
                .theorem();
    }

    private static OperatorTheorem tweakedWeight() {
        return Standard.lora(draft(
                        "any-inverse-tweaked-weight", "W0 + relu(W0 G A) B - relu(-W0 G A) B is W0 G (W0 + A B)."))
                .relu("R", "N", "d_out r", "W G A")
                .conclude("W + R B - N B - W G W - W G A B")
                .by("1", "relu-identity", "B")
                .by("-1", "inner", "1")
                .theorem();
    }
}
