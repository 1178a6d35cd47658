package org.peftcheck.theory.proposition;

import java.util.Objects;
import java.util.function.Supplier;
import org.peftcheck.theory.verdict.Verdict;

/**
 * A check that settles a claim at once, without instances: by a proof, or by a counterexample in exact arithmetic.
 *
 * @param claim the id of the claim
 * @param check makes the verdict
 */
public record ClaimCheck(String claim, Supplier<Verdict> check) {
    /** Checks that both parts are there. */
    public ClaimCheck {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(check, "check");
    }
}
