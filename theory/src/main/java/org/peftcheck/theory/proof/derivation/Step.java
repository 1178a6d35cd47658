package org.peftcheck.theory.proof.derivation;

import java.util.Objects;

/**
 * A step: {@code from = to}, or {@code from <= to} for the last one.
 *
 * @param from the left side, in TeX
 * @param to the right side, in TeX
 * @param by what justifies it
 */
public record Step(String from, String to, Justification by) {

    /** Checks that all parts are there. */
    public Step {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(by, "by");
    }

    /**
     * The relation of the sides: only the passage to infima is an inequality.
     *
     * @return {@code =} or {@code \le}
     */
    public String relation() {
        return by instanceof Justification.Infimum ? "\\le" : "=";
    }

    /**
     * The step in TeX.
     *
     * @return the two sides with their relation
     */
    public String tex() {
        return from + " " + relation() + " " + to;
    }
}
