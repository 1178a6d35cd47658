package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Verdict;

/** Steps of the printed proof of Proposition B.1 that fail (PEANuT, Appendix B.2). */
final class SineProofSteps {

    /** 3.141592 &lt; π &lt; 3.141593. */
    private static final Enclosure PI =
            new Enclosure(new BigFraction(3_141_592, 1_000_000), new BigFraction(3_141_593, 1_000_000));

    private SineProofSteps() {}

    /**
     * Equation (2) bounds the squared error by 4π² r ε'², although d_out entries of each column are each off by up to 2πε'. For
     * d_out = 2, r = 1, A = 0 and fractional parts 1/12 the squared error is 2 sin²(π/6) = 1/2.
     */
    static Verdict missingFactor() {
        BigFraction epsilon = new BigFraction(1, 12);
        BigFraction sine = new BigFraction(1, 2);
        BigFraction squaredError = sine.multiply(sine).multiply(2);
        BigFraction factor = epsilon.multiply(epsilon).multiply(4);
        Enclosure bound = new Enclosure(
                PI.lo().multiply(PI.lo()).multiply(factor),
                PI.hi().multiply(PI.hi()).multiply(factor));
        Decision entrywise =
                Decision.of(epsilon.subtract(BigFraction.ZERO).abs().compareTo(epsilon) <= 0);
        return new Verdict.Refuted(new Counterexample(
                "prop-b1-eq-2",
                "d_out = 2, r = 1, A = 0, both fractional parts 1/12 = epsilon', sin(2 pi/12) = 1/2",
                "\\lVert\\sigma_p(W_0\\Theta_1)-A\\rVert_F^2\\le4\\pi^2r\\varepsilon'^2",
                Enclosure.exactly(squaredError),
                bound,
                List.of(new DecidedHypothesis("entrywise distance at most epsilon'", entrywise))));
    }

    /** The proof sets ε' = ε / (2π√r ‖B‖), that is 2π√r ‖B‖ ε' = ε, which no ε' satisfies when B = 0. */
    static Verdict zeroFactor() {
        BigFraction normOfB = BigFraction.ZERO;
        return new Verdict.Refuted(new Counterexample(
                "prop-b1-zero-b",
                "B = 0, epsilon = 1: the right side is 0 whatever epsilon' is",
                "\\varepsilon\\le2\\pi\\sqrt r\\,\\lVert B\\rVert\\,\\varepsilon'",
                Enclosure.exactly(1),
                new Enclosure(PI.lo().multiply(normOfB), PI.hi().multiply(normOfB)),
                List.of()));
    }

    /** A fractional part lies in [0, 1), arcsin(−1)/2π = −1/4: the distance is at least 1/4 unless it is taken modulo 1. */
    static Verdict negativeTarget() {
        BigFraction target = new BigFraction(-1, 4);
        BigFraction smallestFractionalPart = BigFraction.ZERO;
        return new Verdict.Refuted(new Counterexample(
                "prop-b1-arcsin-range",
                "A = -1, so arcsin(A)/2pi = -1/4 while every fractional part is at least 0; epsilon' = 1/8",
                "\\inf_c\\lvert\\{cw\\}-\\arcsin(A)/2\\pi\\rvert\\le\\varepsilon'",
                Enclosure.exactly(smallestFractionalPart.subtract(target)),
                Enclosure.exactly(new BigFraction(1, 8)),
                List.of()));
    }
}
