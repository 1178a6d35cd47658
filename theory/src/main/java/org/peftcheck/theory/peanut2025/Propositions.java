package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.proposition.Proposition;

/** Every proposition of PEANuT, and every sharper one, of which instances can be certified or refuted. */
public final class Propositions {

    private static final List<Proposition> ALL = List.of(
            PseudoInverseWidth.PROPOSITION,
            InvariantLossEquality.PROPOSITION,
            TweakerWithinLowRank.PROPOSITION,
            PositiveVectorWidth.PROPOSITION,
            PositiveVectorAlternative.PROPOSITION,
            ConeProjectionRange.PROPOSITION,
            InvariantReluWidth.PROPOSITION,
            InvariantMonotoneWidth.PROPOSITION,
            InvariantSmoothWidth.PROPOSITION,
            MinimumNotAttained.PROPOSITION,
            OutputActivationRank.PROPOSITION,
            EqualRowsObstructEquivalence.PROPOSITION,
            EqualRowsObstructDensity.PROPOSITION,
            IndependentColumnDensity.PROPOSITION,
            PeriodicDensity.PROPOSITION,
            IndependentRowsDensity.PROPOSITION,
            OneParameterDensity.PROPOSITION,
            FullRowRankSine.PROPOSITION);

    private Propositions() {}

    /**
     * All propositions, those of the paper first.
     *
     * @return the propositions
     */
    public static List<Proposition> all() {
        return ALL;
    }

    /**
     * The proposition of a claim.
     *
     * @param claim the id of a claim
     * @return the proposition, if instances of the claim can be stated
     */
    public static Optional<Proposition> of(String claim) {
        return ALL.stream().filter(p -> p.claim().equals(claim)).findFirst();
    }
}
