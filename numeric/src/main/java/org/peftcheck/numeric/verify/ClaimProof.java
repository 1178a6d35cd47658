package org.peftcheck.numeric.verify;

import java.util.List;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.theory.verdict.Verdict;

/**
 * What is proved of one claim for all instances.
 *
 * @param claim the claim
 * @param evidence all evidence for it and for the steps of its proof
 */
public record ClaimProof(Claim claim, List<Evidence> evidence) {

    /** Copies the list. */
    public ClaimProof {
        evidence = List.copyOf(evidence);
    }

    /** Where a claim stands. */
    public enum Standing {
        /** It holds for all instances. */
        PROVED,
        /** It is false, by an exact counterexample. */
        REFUTED,
        /** Neither is shown for all instances. */
        OPEN
    }

    /**
     * Where the claim stands by the evidence that is about the whole of it; a step or a size alone settles nothing.
     *
     * @return proved or refuted where all such evidence says so, open otherwise
     */
    public Standing standing() {
        List<Verdict> whole = evidence.stream()
                .filter(Evidence::settles)
                .map(Evidence::verdict)
                .toList();
        if (!whole.isEmpty() && whole.stream().allMatch(Verdict.Proved.class::isInstance)) {
            return Standing.PROVED;
        }
        if (!whole.isEmpty() && whole.stream().allMatch(Verdict.Refuted.class::isInstance)) {
            return Standing.REFUTED;
        }
        return Standing.OPEN;
    }

    /**
     * Why an open claim is open.
     *
     * @return the reason, in one line
     */
    public String reason() {
        return claim.expected() == ExpectedVerdict.CERTIFIED
                ? "certified on instances only (peanut verify " + claim.id() + ")"
                : claim.check();
    }

    /**
     * Whether every piece of evidence is as expected, and the claim stands where the ledger says.
     *
     * @return whether it does
     */
    public boolean asExpected() {
        Standing expected = switch (claim.expected()) {
            case PROVED -> Standing.PROVED;
            case REFUTED -> Standing.REFUTED;
            case CERTIFIED, UNCHECKED -> Standing.OPEN;
        };
        return standing() == expected && evidence.stream().allMatch(Evidence::asExpected);
    }
}
