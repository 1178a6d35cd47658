package org.peftcheck.theory.proof.operator;

import java.util.Objects;

/**
 * One summand left · hypothesis · right of the evidence for an identity.
 *
 * @param left what the hypothesis is multiplied by from the left, coefficient included
 * @param hypothesis the name of the hypothesis
 * @param adjoint whether its adjoint is meant
 * @param right what it is multiplied by from the right
 */
public record Cofactor(OperatorPolynomial left, String hypothesis, boolean adjoint, OperatorPolynomial right) {
    /** Checks that all parts are there. */
    public Cofactor {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(hypothesis, "hypothesis");
        Objects.requireNonNull(right, "right");
    }

    @Override
    public String toString() {
        return "(" + left + ") " + hypothesis + (adjoint ? "*" : "") + " (" + right + ")";
    }
}
