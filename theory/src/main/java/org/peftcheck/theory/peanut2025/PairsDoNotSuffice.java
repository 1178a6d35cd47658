package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.sturm.SineCurveDistance;
import org.peftcheck.theory.proof.sturm.SineDirections;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** W0 = (6, 10, 15)ᵀ: every two rows allow every update of rank 1, all three do not (limits PEANuT, Proposition B.1). */
final class PairsDoNotSuffice {

    private static final List<Integer> WEIGHT = List.of(6, 10, 15);
    private static final List<Integer> TARGET = List.of(1, -1, -3);

    private PairsDoNotSuffice() {}

    static Verdict outOfReach() {
        SineCurveDistance distance = SineCurveDistance.find(WEIGHT, TARGET, BigFraction.ONE)
                .orElseThrow(
                        () -> new IllegalStateException("no evidence for the distance from the sines of " + WEIGHT));
        return new Verdict.Proved(new Proof.SturmDistance(
                "Rows 1 and 2 are those of (3, 5), rows 1 and 3 of (2, 5), rows 2 and 3 of (2, 3) times a number, and each pair "
                        + "takes every direction; yet (11 - 1)|u|^2 - (a u)^2 >= 0 for a = (1, -1, -3) and all u = (sin 6x, "
                        + "sin 10x, sin 15x).",
                List.of(directions(3, 5), directions(2, 5), directions(2, 3)),
                distance));
    }

    private static SineDirections directions(int p, int q) {
        return SineDirections.find(p, q, 2 * (p + q))
                .orElseThrow(() -> new IllegalStateException("no evidence for the directions of " + p + " and " + q));
    }
}
