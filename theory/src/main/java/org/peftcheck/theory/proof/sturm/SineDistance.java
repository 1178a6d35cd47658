package org.peftcheck.theory.proof.sturm;

import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * For W0 = (1, p)ᵀcᵀ no vector b·(sin x, sin px) comes closer to (0, 1) than the square root of 1/(1 + p²): a relation with an entry ±1
 * leaves updates of rank 1 that one sine unit does not even approach.
 *
 * <p>With t = cos x the squared distance from (0, 1) to the line through (sin x, sin px) = sin x · (1, U_{p−1}(t)) is
 * 1/(1 + U_{p−1}(t)²), and 1 where sin x = 0, for sin px is then 0 too. It is at least 1/(1 + p²) iff p² − U_{p−1}(t)² ≥ 0 for −1 ≤ t ≤ 1.
 *
 * @param p at least 1
 * @param squaredDistance the bound on the squared distance
 * @param evidence that (1 − d) − d U_{p−1}² ≥ 0 on [−1, 1], d the bound
 */
public record SineDistance(int p, BigFraction squaredDistance, NonNegativity evidence) {

    /** Compares the polynomial and the interval of the evidence. */
    public SineDistance {
        if (p < 1 || squaredDistance.signum() <= 0 || squaredDistance.compareTo(BigFraction.ONE) > 0) {
            throw new IllegalArgumentException("sine distance: expected p >= 1 and a squared distance in (0, 1], got p "
                    + p + " and " + squaredDistance);
        }
        UnivariatePolynomial expected = margin(p, squaredDistance);
        if (!evidence.polynomial().equals(expected)) {
            throw new IllegalArgumentException("sine distance for p = " + p + ": expected evidence for " + expected
                    + ", got " + evidence.polynomial());
        }
        if (evidence.lower().compareTo(BigFraction.MINUS_ONE) > 0
                || evidence.upper().compareTo(BigFraction.ONE) < 0) {
            throw new IllegalArgumentException("sine distance for p = " + p + ": expected evidence on [-1, 1], got ["
                    + evidence.lower() + ", " + evidence.upper() + "]");
        }
    }

    private static UnivariatePolynomial margin(int p, BigFraction squaredDistance) {
        UnivariatePolynomial second = Chebyshev.second(p - 1);
        return UnivariatePolynomial.of(1)
                .scale(BigFraction.ONE.subtract(squaredDistance))
                .minus(second.times(second).scale(squaredDistance));
    }

    /**
     * Shows a bound.
     *
     * @param p at least 1
     * @param squaredDistance the bound, in (0, 1]
     * @return the evidence, or nothing if some vector comes closer
     */
    public static Optional<SineDistance> find(int p, BigFraction squaredDistance) {
        UnivariatePolynomial margin = margin(p, squaredDistance);
        if (margin.isZero()) {
            throw new IllegalArgumentException("sine distance: expected a margin that is not identically zero, got p "
                    + p + " and " + squaredDistance);
        }
        return NonNegativity.find(margin, BigFraction.MINUS_ONE, BigFraction.ONE)
                .map(evidence -> new SineDistance(p, squaredDistance, evidence));
    }
}
