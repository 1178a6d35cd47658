package org.peftcheck.theory.proof.derivation;

import java.util.Objects;

/**
 * A step of a derivation.
 *
 * @param from the left side, in TeX
 * @param relation how the sides are related
 * @param to the right side, in TeX
 * @param by what justifies it
 */
public record Step(String from, Relation relation, String to, Justification by) {

    /** Checks that all parts are there; the passage to infima is an inequality. */
    public Step {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(by, "by");
        if (by instanceof Justification.Infimum && relation != Relation.AT_MOST) {
            throw new IllegalArgumentException("step: expected \\le between two infima, got " + relation.tex());
        }
    }

    /**
     * An equality or, where it passes to infima, an inequality.
     *
     * @param from the left side, in TeX
     * @param to the right side, in TeX
     * @param by what justifies it
     */
    public Step(String from, String to, Justification by) {
        this(from, by instanceof Justification.Infimum ? Relation.AT_MOST : Relation.EQUAL, to, by);
    }

    /**
     * The step in TeX.
     *
     * @return the two sides with their relation
     */
    public String tex() {
        return from + " " + relation.tex() + " " + to;
    }
}
