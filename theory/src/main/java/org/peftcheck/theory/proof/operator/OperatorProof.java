package org.peftcheck.theory.proof.operator;

import java.util.List;

/**
 * An identity with evidence that {@link CofactorChecker} accepts. It cannot be made otherwise.
 *
 * @param identity the identity
 * @param cofactors the evidence
 */
public record OperatorProof(OperatorIdentity identity, List<Cofactor> cofactors) {
    /** Checks the evidence. */
    public OperatorProof {
        cofactors = List.copyOf(cofactors);
        CofactorChecker.rejection(identity, cofactors).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }
}
