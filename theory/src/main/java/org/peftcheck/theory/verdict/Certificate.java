package org.peftcheck.theory.verdict;

import java.util.Objects;

/**
 * The evidence that an inequality {@code lhs <= rhs} holds on one instance. It cannot be made unless the enclosures say so.
 *
 * @param claim the id of the claim that the instance bears out
 * @param statement the inequality, in TeX
 * @param lhs the left side
 * @param rhs the right side
 */
public record Certificate(String claim, String statement, Enclosure lhs, Enclosure rhs) {

    /** Checks that the left side is certainly at most the right side. */
    public Certificate {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(statement, "statement");
        if (!lhs.certainlyAtMost(rhs)) {
            throw new IllegalArgumentException(
                    "certificate of " + claim + ": expected lhs <= rhs, got lhs " + lhs + " and rhs " + rhs);
        }
    }
}
