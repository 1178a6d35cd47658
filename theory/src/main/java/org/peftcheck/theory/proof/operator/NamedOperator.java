package org.peftcheck.theory.proof.operator;

import java.util.Objects;
import org.peftcheck.theory.algebra.Term;

/**
 * An operator of an identity, with what it stands for.
 *
 * @param symbol its name, of letters and then digits, and its shape
 * @param meaning what it stands for, in a few words
 */
public record NamedOperator(Term.Symbol symbol, String meaning) {
    /** Checks the name. */
    public NamedOperator {
        Objects.requireNonNull(meaning, "meaning");
        if (!symbol.name().matches("[A-Za-z]+[0-9]*")) {
            throw new IllegalArgumentException(
                    "operator: expected a name of letters and then digits, got `" + symbol.name() + "`");
        }
    }
}
