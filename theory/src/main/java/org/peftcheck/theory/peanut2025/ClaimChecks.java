package org.peftcheck.theory.peanut2025;

import java.util.List;
import java.util.stream.Stream;
import org.peftcheck.theory.proposition.ClaimCheck;

/** The checks of all claims that are settled without instances. */
public final class ClaimChecks {

    private ClaimChecks() {}

    /**
     * All checks, none of them run yet.
     *
     * @return the checks
     */
    public static List<ClaimCheck> all() {
        Stream<ClaimCheck> theory = Stream.of(
                new ClaimCheck("relu-identity", ReluIdentity::identity),
                new ClaimCheck("prop-3.2-proof-shape", ProofShape::printed),
                new ClaimCheck("saving-break-even", Savings::widthTwoR),
                new ClaimCheck("saving-r-plus-1", Savings::widthRPlusOne),
                new ClaimCheck("invariance-vacuous", Savings::invarianceRestricts),
                new ClaimCheck("saving-down-projection", Counts::downProjection),
                new ClaimCheck("same-parameter-count", Counts::sameCount),
                new ClaimCheck("cost-lora-per-vector", CostPerVector::lora),
                new ClaimCheck("cost-peanut-per-vector", CostPerVector::peanut),
                new ClaimCheck("cost-merge", CostAfterMerge::sameAsBefore),
                new ClaimCheck("prop-b1-eq-2", SineProofSteps::missingFactor),
                new ClaimCheck("prop-b1-zero-b", SineProofSteps::zeroFactor),
                new ClaimCheck("prop-b1-not-necessary", DependentRowsReached::reached),
                new ClaimCheck("sine-three-rows", PairsDoNotSuffice::outOfReach),
                new ClaimCheck("prop-b1-arcsin-range", SineProofSteps::negativeTarget));
        return Stream.of(theory, OperatorClaims.all().stream(), TableClaims.all().stream())
                .flatMap(checks -> checks)
                .toList();
    }
}
