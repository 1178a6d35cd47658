package org.peftcheck.theory.exact;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;

/**
 * A real number known to lie between two multiples of a power of two: {@code lo·2^−bits ≤ x ≤ hi·2^−bits}. Every operation rounds
 * outwards.
 *
 * @param lo the lower end, in units of 2^−bits
 * @param hi the upper end, in the same units, at least {@code lo}
 * @param bits the number of bits after the point, not negative
 */
public record DyadicInterval(BigInteger lo, BigInteger hi, int bits) {

    /** Checks the order of the ends. */
    public DyadicInterval {
        if (lo.compareTo(hi) > 0 || bits < 0) {
            throw new IllegalArgumentException(
                    "dyadic interval: expected lo <= hi and bits >= 0, got " + lo + ", " + hi + ", " + bits);
        }
    }

    /**
     * A rational, enclosed.
     *
     * @param value any rational
     * @param bits the number of bits after the point
     * @return an interval of at most one unit
     */
    public static DyadicInterval of(BigFraction value, int bits) {
        BigInteger[] division = value.getNumerator().shiftLeft(bits).divideAndRemainder(value.getDenominator());
        BigInteger floor = division[1].signum() < 0 ? division[0].subtract(BigInteger.ONE) : division[0];
        return new DyadicInterval(floor, division[1].signum() == 0 ? floor : floor.add(BigInteger.ONE), bits);
    }

    /**
     * The sum.
     *
     * @param other an interval in the same units
     * @return an interval around every sum
     */
    public DyadicInterval plus(DyadicInterval other) {
        requireSameUnits(other);
        return new DyadicInterval(lo.add(other.lo), hi.add(other.hi), bits);
    }

    /**
     * The product.
     *
     * @param other an interval in the same units
     * @return an interval around every product
     */
    public DyadicInterval times(DyadicInterval other) {
        requireSameUnits(other);
        BigInteger a = lo.multiply(other.lo);
        BigInteger b = lo.multiply(other.hi);
        BigInteger c = hi.multiply(other.lo);
        BigInteger d = hi.multiply(other.hi);
        BigInteger least = a.min(b).min(c.min(d));
        BigInteger most = a.max(b).max(c.max(d));
        return new DyadicInterval(least.shiftRight(bits), ceilShift(most, bits), bits);
    }

    /**
     * The product with a rational.
     *
     * @param factor any rational
     * @return an interval around every product
     */
    public DyadicInterval times(BigFraction factor) {
        BigInteger n = factor.getNumerator();
        BigInteger from = n.multiply(factor.signum() < 0 ? hi : lo);
        BigInteger to = n.multiply(factor.signum() < 0 ? lo : hi);
        BigInteger d = factor.getDenominator();
        return new DyadicInterval(
                floorDivide(from, d), floorDivide(to.negate(), d).negate(), bits);
    }

    /**
     * The same number with fewer bits.
     *
     * @param fewer the number of bits after the point, at most as many as now
     * @return the interval, rounded outwards
     */
    public DyadicInterval roundedTo(int fewer) {
        return new DyadicInterval(lo.shiftRight(bits - fewer), ceilShift(hi, bits - fewer), fewer);
    }

    /**
     * Whether a rational lies in this interval.
     *
     * @param value any rational
     * @return whether it does
     */
    public boolean contains(BigFraction value) {
        BigInteger scaled = value.getNumerator().shiftLeft(bits);
        return lo.multiply(value.getDenominator()).compareTo(scaled) <= 0
                && hi.multiply(value.getDenominator()).compareTo(scaled) >= 0;
    }

    private void requireSameUnits(DyadicInterval other) {
        if (bits != other.bits) {
            throw new IllegalArgumentException(
                    "dyadic interval: expected an operand of " + bits + " bits, got one of " + other.bits);
        }
    }

    private static BigInteger ceilShift(BigInteger value, int places) {
        return value.negate().shiftRight(places).negate();
    }

    private static BigInteger floorDivide(BigInteger value, BigInteger divisor) {
        BigInteger[] division = value.divideAndRemainder(divisor);
        return division[1].signum() < 0 ? division[0].subtract(BigInteger.ONE) : division[0];
    }
}
