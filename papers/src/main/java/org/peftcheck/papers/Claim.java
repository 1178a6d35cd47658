package org.peftcheck.papers;

import java.util.List;
import java.util.Optional;

/**
 * A statement of a paper, or of this toolkit about the paper, with the verdict that is expected on it.
 *
 * @param id its name, unique in the paper
 * @param place where the paper says it, such as {@code Section 3.4, Proposition 3.2}
 * @param origin who says it
 * @param kind what sort of statement it is
 * @param statement the statement in our own words; the verdict is about this statement
 * @param tex the same in TeX, without dollar signs
 * @param hypotheses what it assumes; empty when nothing
 * @param asPrinted what the paper prints, where that differs from {@code tex}
 * @param asCorrected the statement that is true, where the printed one is not
 * @param expected the verdict expected on {@code statement}
 * @param check how it is checked, in one line; for {@link ExpectedVerdict#UNCHECKED} the reason why it is not
 */
public record Claim(
        String id,
        String place,
        ClaimOrigin origin,
        ClaimKind kind,
        String statement,
        String tex,
        List<Hypothesis> hypotheses,
        Optional<String> asPrinted,
        Optional<String> asCorrected,
        ExpectedVerdict expected,
        String check) {

    /** Keeps its own copy of the hypotheses. */
    public Claim {
        hypotheses = List.copyOf(hypotheses);
    }
}
