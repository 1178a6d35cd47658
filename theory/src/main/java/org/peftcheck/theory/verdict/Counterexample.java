package org.peftcheck.theory.verdict;

import java.util.List;

/**
 * The evidence that an inequality {@code lhs <= rhs} fails although every hypothesis holds. It cannot be made otherwise.
 *
 * @param claim the id of the claim that is refuted
 * @param description the instance, in words
 * @param statement the inequality that the claim implies, in TeX
 * @param lhs the left side
 * @param rhs the right side
 * @param hypotheses the hypotheses of the claim, each decided on this instance
 */
public record Counterexample(
        String claim,
        String description,
        String statement,
        Enclosure lhs,
        Enclosure rhs,
        List<DecidedHypothesis> hypotheses) {

    /** Checks that the inequality certainly fails and that every hypothesis holds. */
    public Counterexample {
        hypotheses = List.copyOf(hypotheses);
        if (!lhs.certainlyGreater(rhs)) {
            throw new IllegalArgumentException(
                    "counterexample to " + claim + ": expected lhs > rhs, got lhs " + lhs + " and rhs " + rhs);
        }
        for (DecidedHypothesis hypothesis : hypotheses) {
            if (hypothesis.decision() != Decision.HOLDS) {
                throw new IllegalArgumentException(
                        "counterexample to " + claim + ": expected every hypothesis to hold, got " + hypothesis.name()
                                + " " + hypothesis.decision());
            }
        }
    }
}
