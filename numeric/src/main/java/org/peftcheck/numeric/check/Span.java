package org.peftcheck.numeric.check;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;

/**
 * A number known to lie between two multiples of a power of two, which the caller knows: lo ≤ x·2^bits ≤ hi. What has to be rounded
 * is rounded outwards.
 *
 * @param lo the lower end
 * @param hi the upper end
 */
record Span(BigInteger lo, BigInteger hi) {

    static final Span ZERO = exactly(BigInteger.ZERO);

    /** Checks the order of the ends. */
    Span {
        if (lo.compareTo(hi) > 0) {
            throw new IllegalArgumentException("span: expected lo <= hi, got " + lo + " and " + hi);
        }
    }

    static Span exactly(BigInteger value) {
        return new Span(value, value);
    }

    /** A rational in units of 2^−bits. */
    static Span of(BigFraction value, int bits) {
        return exactly(BigInteger.ONE.shiftLeft(bits)).times(value);
    }

    Span plus(Span other) {
        return new Span(lo.add(other.lo), hi.add(other.hi));
    }

    Span minus(Span other) {
        return new Span(lo.subtract(other.hi), hi.subtract(other.lo));
    }

    Span negate() {
        return new Span(hi.negate(), lo.negate());
    }

    Span times(BigFraction factor) {
        BigInteger n = factor.getNumerator();
        BigInteger from = (n.signum() < 0 ? hi : lo).multiply(n);
        BigInteger to = (n.signum() < 0 ? lo : hi).multiply(n);
        return new Span(from, to).dividedBy(factor.getDenominator());
    }

    /** The quotient by a positive integer. */
    Span dividedBy(BigInteger divisor) {
        return divisor.equals(BigInteger.ONE)
                ? this
                : new Span(floor(lo, divisor), floor(hi.negate(), divisor).negate());
    }

    private static BigInteger floor(BigInteger value, BigInteger divisor) {
        BigInteger[] division = value.divideAndRemainder(divisor);
        return division[1].signum() < 0 ? division[0].subtract(BigInteger.ONE) : division[0];
    }

    /** The product of two numbers in units of 2^−bits. */
    Span times(Span other, int bits) {
        BigInteger a = lo.multiply(other.lo);
        BigInteger b = lo.multiply(other.hi);
        BigInteger c = hi.multiply(other.lo);
        BigInteger d = hi.multiply(other.hi);
        return new Span(a.min(b).min(c.min(d)), a.max(b).max(c.max(d))).coarser(bits);
    }

    /** The same number in units that are 2^places as large. */
    Span coarser(int places) {
        return new Span(lo.shiftRight(places), hi.negate().shiftRight(places).negate());
    }

    /** This with an error of the given size on both sides. */
    Span widen(BigInteger error) {
        return new Span(lo.subtract(error), hi.add(error));
    }

    /** The part of this within ±bound, for a number that is known to be there. */
    Span within(BigInteger bound) {
        return new Span(lo.max(bound.negate()).min(bound), hi.min(bound).max(bound.negate()));
    }

    BigInteger width() {
        return hi.subtract(lo);
    }

    /** |x|. */
    Span magnitude() {
        if (lo.signum() >= 0) {
            return this;
        }
        return hi.signum() <= 0 ? negate() : new Span(BigInteger.ZERO, hi.max(lo.negate()));
    }
}
