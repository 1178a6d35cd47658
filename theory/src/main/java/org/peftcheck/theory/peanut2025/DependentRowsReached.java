package org.peftcheck.theory.peanut2025;

import org.peftcheck.theory.proof.sturm.SineDirections;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** W0 = (3, 2)ᵀ: one sine unit reaches every update, although the rows are dependent over Q (limits PEANuT, Proposition B.1). */
final class DependentRowsReached {

    private static final int P = 2;
    private static final int Q = 3;
    /** Denominator of the points of (−1, 1) among which the evidence is looked for. */
    private static final int GRID = 8;

    private DependentRowsReached() {}

    static Verdict reached() {
        SineDirections directions = SineDirections.find(P, Q, GRID)
                .orElseThrow(() -> new IllegalStateException("no evidence for the directions of W0 = (3, 2)"));
        return new Verdict.Proved(new Proof.SturmArgument(
                "Every direction of the plane is that of some (sin 3x, sin 2x) that is not zero, so one sine unit with W0 theta = "
                        + "(3, 2) x / 2 pi and a scale in Theta2 gives every A B exactly, while 2 w_1 - 3 w_2 = 0.",
                directions));
    }
}
