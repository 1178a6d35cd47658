package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.fraction.BigFraction;

/**
 * The only root that an irreducible integer polynomial of degree n ≥ 2 has in an open interval, so that its powers 0, …, n − 1 are
 * linearly independent over the rationals.
 *
 * <p>The constructor proves both: irreducibility by Eisenstein's criterion or modulo a small prime, and the single root by
 * Descartes' rule of signs for the interval. What these do not show is refused.
 *
 * @param polynomial the coefficients, the constant first, without a common divisor, the leading one positive
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 */
public record AlgebraicNumber(List<BigInteger> polynomial, BigFraction lower, BigFraction upper) {

    private static final int LARGEST_DEGREE = 512;
    private static final int LARGEST_COEFFICIENT_BITS = 2048;
    private static final int LARGEST_END_BITS = 256;

    /** Proves that the polynomial is irreducible and has exactly one root in the interval. */
    public AlgebraicNumber {
        polynomial = List.copyOf(polynomial);
        requireSize(polynomial, lower, upper);
        BigInteger content = polynomial.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
        if (!content.equals(BigInteger.ONE)
                || polynomial.get(polynomial.size() - 1).signum() < 0) {
            throw refused(polynomial, "expected coefficients without a common divisor and a positive leading one");
        }
        if (!Irreducibility.isShown(polynomial)) {
            throw refused(
                    polynomial,
                    "expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible");
        }
        int roots = DescartesCount.inside(polynomial, lower, upper);
        if (roots != 1) {
            throw refused(
                    polynomial,
                    "expected an interval for which Descartes' rule of signs shows exactly one root, got "
                            + (roots == 0 ? "no root" : "up to " + roots) + " between " + ExactReal.text(lower)
                            + " and " + ExactReal.text(upper));
        }
    }

    private static void requireSize(List<BigInteger> polynomial, BigFraction lower, BigFraction upper) {
        int degree = polynomial.size() - 1;
        if (degree < 2 || degree > LARGEST_DEGREE || polynomial.get(degree).signum() == 0) {
            throw new IllegalArgumentException(
                    "root: expected a polynomial of degree between 2 and " + LARGEST_DEGREE + ", got degree " + degree);
        }
        boolean large = polynomial.stream().anyMatch(a -> a.bitLength() > LARGEST_COEFFICIENT_BITS)
                || bits(lower) > LARGEST_END_BITS
                || bits(upper) > LARGEST_END_BITS;
        if (large) {
            throw new IllegalArgumentException("root: expected coefficients of at most " + LARGEST_COEFFICIENT_BITS
                    + " bits and ends of at most " + LARGEST_END_BITS + " bits, got larger ones");
        }
        if (lower.compareTo(upper) >= 0) {
            throw new IllegalArgumentException(
                    "root: expected a lower end below " + ExactReal.text(upper) + ", got " + ExactReal.text(lower));
        }
    }

    private static int bits(BigFraction value) {
        return Math.max(value.getNumerator().bitLength(), value.getDenominator().bitLength());
    }

    private static IllegalArgumentException refused(List<BigInteger> polynomial, String problem) {
        String text = PolynomialText.format(polynomial);
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException("root of " + shown + ": " + problem);
    }

    /**
     * The positive n-th root of an integer.
     *
     * @param radicand at least 2
     * @param degree n, at least 2
     * @return the root of xⁿ − radicand
     * @throws IllegalArgumentException if xⁿ − radicand could not be shown to be irreducible
     */
    public static AlgebraicNumber rootOf(long radicand, int degree) {
        BigInteger[] coefficients = new BigInteger[degree + 1];
        Arrays.fill(coefficients, BigInteger.ZERO);
        coefficients[0] = BigInteger.valueOf(-radicand);
        coefficients[degree] = BigInteger.ONE;
        return new AlgebraicNumber(List.of(coefficients), BigFraction.ONE, new BigFraction(radicand));
    }

    /**
     * The degree n of the polynomial.
     *
     * @return n
     */
    public int degree() {
        return polynomial.size() - 1;
    }

    /**
     * The largest multiple of 2^−bits that is at most this number. Found by Newton's iteration; every step is confirmed by the signs
     * of the polynomial.
     *
     * @param bits not negative
     * @return m with {@code m·2^−bits ≤ this < (m + 1)·2^−bits}
     */
    public BigInteger scaledFloor(int bits) {
        return new RootRefinement(this).scaledFloor(bits);
    }

    @Override
    public String toString() {
        return "root(" + PolynomialText.format(polynomial) + ";" + ExactReal.text(lower) + ";" + ExactReal.text(upper)
                + ")";
    }
}
