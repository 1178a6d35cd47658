package org.peftcheck.numeric.verify;

import java.util.List;
import java.util.Objects;
import org.peftcheck.theory.verdict.Verdict;

/**
 * One piece of evidence for or against a claim, or for a step of its proof.
 *
 * @param name what is shown, by its id
 * @param kind the kind of evidence
 * @param checkers who agreed
 * @param settles whether it is about the whole claim, perhaps together with others of which that is said, and not about a step
 * @param verdict the verdict on the statement
 * @param asExpected whether that is the expected one
 * @param milliseconds the time that it took
 */
public record Evidence(
        String name,
        String kind,
        List<String> checkers,
        boolean settles,
        Verdict verdict,
        boolean asExpected,
        long milliseconds) {

    /** Copies the list. */
    public Evidence {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(verdict, "verdict");
        checkers = List.copyOf(checkers);
    }
}
