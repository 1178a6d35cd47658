package org.peftcheck.theory.proof.identity;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;

/**
 * How likely it is that a false identity passes, over the draws of primes and points taken as independent and uniform.
 *
 * <p>Let N be an entry of the residual's numerator that is not the zero polynomial, of degree n and coefficient sum below 2ᵇ. Fewer
 * than b/60 primes of 61 bits divide it; there are more than 2⁵³ of them (Rosser and Schoenfeld 1962, Corollary 3: π(2x) − π(x)
 * exceeds 3x/(5 ln x)). Over any other such prime N vanishes at no more than a share n/2⁶⁰ of the points (Schwartz 1980, Zippel
 * 1979). The same holds for the domain, so that a draw that can be evaluated passes with a probability of at most q(N)/(1 − q(domain)).
 */
final class ErrorBound {

    private static final BigInteger POINTS = BigInteger.TWO.pow(PrimeField.BITS - 1);
    private static final BigInteger PRIMES = BigInteger.TWO.pow(53);

    private ErrorBound() {}

    /**
     * The bound for one trial.
     *
     * @throws IllegalArgumentException if the expressions are so large that the bound says nothing
     */
    static BigFraction ofTrial(SizeBound bound) {
        BigFraction domain = vanishes(bound.domainDegree(), bound.domainBits());
        BigFraction numerator = vanishes(bound.degree(), bound.bits());
        if (numerator.add(domain).compareTo(BigFraction.ONE) >= 0) {
            throw new IllegalArgumentException("error of a random test: expected degrees far below 2^60, got up to "
                    + bound.degree() + " and for the domain " + bound.domainDegree());
        }
        return numerator.divide(BigFraction.ONE.subtract(domain));
    }

    private static BigFraction vanishes(long degree, long bits) {
        long divisors = bits / (PrimeField.BITS - 1) + 1;
        return new BigFraction(BigInteger.valueOf(degree), POINTS)
                .add(new BigFraction(BigInteger.valueOf(divisors), PRIMES));
    }
}
