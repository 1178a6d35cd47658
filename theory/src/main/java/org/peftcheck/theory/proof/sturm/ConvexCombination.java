package org.peftcheck.theory.proof.sturm;

import org.hipparchus.fraction.BigFraction;

/**
 * A weighted mean of two points inside (−1, 1).
 *
 * @param first a point
 * @param second a point
 * @param weight the weight of the first, from 0 to 1; the second has the rest
 */
public record ConvexCombination(BigFraction first, BigFraction second, BigFraction weight) {

    /** Checks the points and the weight. */
    public ConvexCombination {
        requireInside(first);
        requireInside(second);
        if (weight.signum() < 0 || weight.compareTo(BigFraction.ONE) > 0) {
            throw new IllegalArgumentException("convex combination: expected a weight from 0 to 1, got " + weight);
        }
    }

    private static void requireInside(BigFraction point) {
        if (point.abs().compareTo(BigFraction.ONE) >= 0) {
            throw new IllegalArgumentException("convex combination: expected a point inside (-1, 1), got " + point);
        }
    }

    /** The mean of the values of a polynomial. */
    BigFraction mean(UnivariatePolynomial polynomial) {
        BigFraction rest = BigFraction.ONE.subtract(weight);
        return weight.multiply(polynomial.at(first)).add(rest.multiply(polynomial.at(second)));
    }
}
