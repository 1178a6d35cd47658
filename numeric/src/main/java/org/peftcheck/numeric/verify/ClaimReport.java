package org.peftcheck.numeric.verify;

import java.util.List;
import java.util.Locale;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.theory.proof.smt.Obligations;
import org.peftcheck.theory.verdict.Verdict;

/**
 * What was found of one claim.
 *
 * @param claim the claim
 * @param how by what it was checked, in a few words
 * @param verdict the verdict over all instances; nothing is known of an unchecked claim, which has none
 * @param instances what was found on each instance
 * @param seconds how long it took
 */
public record ClaimReport(
        Claim claim, String how, java.util.Optional<Verdict> verdict, List<InstanceReport> instances, double seconds) {

    /** Copies the list. */
    public ClaimReport {
        instances = List.copyOf(instances);
    }

    /**
     * The label of the verdict; where there is none, {@code Left to prove} if the solvers settle the claim, which are not asked
     * here, and {@code Unchecked} otherwise.
     *
     * @return the label
     */
    public String label() {
        return verdict.map(Verdict::label).orElse(isLeftToProve() ? "Left to prove" : "Unchecked");
    }

    /**
     * Whether the claim has no verdict here because it is proved by solvers only.
     *
     * @return whether it is
     */
    public boolean isLeftToProve() {
        return verdict.isEmpty() && claim.expected() == ExpectedVerdict.PROVED && Obligations.settle(claim.id());
    }

    /**
     * Whether the verdict is the one that the ledger expects, or is left to the solvers.
     *
     * @return whether it is
     */
    public boolean asExpected() {
        ExpectedVerdict expected = claim.expected();
        return isLeftToProve() || label().toUpperCase(Locale.ROOT).equals(expected.name());
    }

    /**
     * The largest certified relative error over all instances.
     *
     * @return the error, 0 where all are exact
     */
    public double worstRelativeError() {
        return instances.stream()
                .filter(i -> i.verdict() instanceof Verdict.Certified)
                .mapToDouble(InstanceReport::relativeError)
                .max()
                .orElse(0);
    }

    /**
     * How many instances have a verdict of the given type.
     *
     * @param type the type
     * @return the number
     */
    public long count(Class<? extends Verdict> type) {
        return instances.stream().filter(i -> type.isInstance(i.verdict())).count();
    }
}
