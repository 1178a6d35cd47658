package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Claims of the toolkit that operator identities of any size settle. How the identities give each claim is said here. */
final class OperatorClaims {

    private static final String RELU =
            " The two blocks of a hidden layer differ by the argument of ReLU (relu-identity).";

    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry(
                    "moore-penrose-projector",
                    "W0 W0^+ is symmetric by Penrose's third equation, fixes W0 by his first, and is idempotent; whatever has "
                            + "these properties and the range of W0 is W0 W0^+."),
            Map.entry("moore-penrose-unique", "The difference of two solutions is a combination of their equations."),
            Map.entry(
                    "normal-equations",
                    "The normal equations give Penrose's first and third equation, and with an inverse of W0^T W0 the others."),
            Map.entry(
                    "svd-pseudo-inverse",
                    "Each of Penrose's equations for V S^-1 U^T, and W0 W0^+ = U U^T, is a combination of W0 = U S V^T and "
                            + "orthonormality."),
            Map.entry(
                    "prop-3.2-any-inverse",
                    "The weight with the 2r units built from G is W0 G (W0 + A B), whose loss is that of W0 + A B."
                            + RELU),
            Map.entry(
                    "multiplicative-lora-equality",
                    "With C = W0^+ A the weight W0 + W0 C B is P (W0 + A B), whose loss is that of W0 + A B, so the infimum is "
                            + "at most LoRA's; and every W0 C B is an update of LoRA, so it is at least LoRA's."),
            Map.entry(
                    "transposed-width-2r",
                    "The weight with the 2r transposed units is (W0 + A B) W0^+ W0, whose loss is that of W0 + A B."
                            + RELU),
            Map.entry(
                    "inputs-give-invariance",
                    "Inputs W0^T C are fixed by W0^+ W0, so that M Z = M W0^+ W0 Z for every weight M."),
            Map.entry(
                    "gap-least-squares",
                    "The residuals' Gram matrices differ by that of (I - P) A B Z; half the trace is the claim."),
            Map.entry(
                    "gap-first-order",
                    "The trace of the identity is the inner product of the gradient with (I - P) A B."));

    private OperatorClaims() {}

    static List<ClaimCheck> all() {
        return new TreeMap<>(ARGUMENTS)
                .entrySet().stream()
                        .map(e -> new ClaimCheck(e.getKey(), () -> verdict(e.getKey(), e.getValue())))
                        .toList();
    }

    private static Verdict verdict(String claim, String argument) {
        return new Verdict.Proved(new Proof.OperatorIdentities(argument, OperatorIdentities.of(claim)));
    }
}
