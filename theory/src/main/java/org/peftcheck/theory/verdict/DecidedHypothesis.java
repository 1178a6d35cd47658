package org.peftcheck.theory.verdict;

import java.util.Objects;

/**
 * A hypothesis and whether it holds on the instance at hand.
 *
 * @param name its name
 * @param decision whether it holds
 */
public record DecidedHypothesis(String name, Decision decision) {
    /** Checks that both parts are there. */
    public DecidedHypothesis {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(decision, "decision");
    }
}
