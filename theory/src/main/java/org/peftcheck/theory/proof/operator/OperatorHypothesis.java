package org.peftcheck.theory.proof.operator;

import java.util.Objects;

/**
 * A hypothesis of an identity: a polynomial that is supposed to vanish.
 *
 * @param name its name, in lower-case words
 * @param polynomial the polynomial
 */
public record OperatorHypothesis(String name, OperatorPolynomial polynomial) {
    /** Checks the name. */
    public OperatorHypothesis {
        Objects.requireNonNull(polynomial, "polynomial");
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "hypothesis: expected a name of lower-case words and hyphens, got `" + name + "`");
        }
    }
}
