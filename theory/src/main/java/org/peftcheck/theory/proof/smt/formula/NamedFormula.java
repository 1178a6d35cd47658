package org.peftcheck.theory.proof.smt.formula;

import java.util.Objects;

/**
 * A hypothesis of a statement.
 *
 * @param name the name by which reports list it
 * @param formula what it says
 */
public record NamedFormula(String name, Formula formula) {
    /** Checks that both parts are there. */
    public NamedFormula {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(formula, "formula");
    }
}
