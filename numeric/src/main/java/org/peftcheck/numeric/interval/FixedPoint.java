package org.peftcheck.numeric.interval;

import java.math.BigInteger;

/**
 * A number enclosed between two multiples of 2^−128.
 *
 * <p>Each operation rounds its lower bound down and its upper bound up, so that no error analysis is needed beside it. The
 * operands of products and quotients are non-negative.
 *
 * @param lo the lower bound times 2^128
 * @param hi the upper bound times 2^128
 */
record FixedPoint(BigInteger lo, BigInteger hi) {

    static final int BITS = 128;
    static final FixedPoint ZERO = new FixedPoint(BigInteger.ZERO, BigInteger.ZERO);
    static final FixedPoint ONE = integer(1);
    static final FixedPoint HALF = of(BigInteger.ONE, -1);

    static FixedPoint integer(long value) {
        BigInteger scaled = BigInteger.valueOf(value).shiftLeft(BITS);
        return new FixedPoint(scaled, scaled);
    }

    /** mantissa · 2^exponent. */
    static FixedPoint of(BigInteger mantissa, int exponent) {
        int shift = exponent + BITS;
        if (shift >= 0) {
            BigInteger exact = mantissa.shiftLeft(shift);
            return new FixedPoint(exact, exact);
        }
        return new FixedPoint(mantissa.shiftRight(-shift), ceilShift(mantissa, -shift));
    }

    static FixedPoint of(Dyadic value) {
        return of(value.mantissaInteger(), value.exponent());
    }

    /** The square of a double, from its exact square. */
    static FixedPoint squareOf(Dyadic value) {
        BigInteger mantissa = value.mantissaInteger();
        return of(mantissa.multiply(mantissa), 2 * value.exponent());
    }

    /** n / d for n ≥ 0 and d &gt; 0. */
    static FixedPoint ratio(long n, FixedPoint d) {
        return integer(n).dividedBy(d);
    }

    FixedPoint plus(FixedPoint other) {
        return new FixedPoint(lo.add(other.lo), hi.add(other.hi));
    }

    FixedPoint minus(FixedPoint other) {
        return new FixedPoint(lo.subtract(other.hi), hi.subtract(other.lo));
    }

    FixedPoint times(FixedPoint other) {
        requireNonNegative(this);
        requireNonNegative(other);
        return new FixedPoint(lo.multiply(other.lo).shiftRight(BITS), ceilShift(hi.multiply(other.hi), BITS));
    }

    FixedPoint times(long factor) {
        BigInteger f = BigInteger.valueOf(factor);
        return factor < 0
                ? new FixedPoint(hi.multiply(f), lo.multiply(f))
                : new FixedPoint(lo.multiply(f), hi.multiply(f));
    }

    FixedPoint dividedBy(long divisor) {
        requireNonNegative(this);
        BigInteger d = BigInteger.valueOf(divisor);
        return new FixedPoint(lo.divide(d), ceilDivide(hi, d));
    }

    FixedPoint dividedBy(FixedPoint other) {
        requireNonNegative(this);
        if (other.lo.signum() <= 0) {
            throw new ArithmeticException("fixed point quotient: expected a positive divisor, got " + other);
        }
        return new FixedPoint(lo.shiftLeft(BITS).divide(other.hi), ceilDivide(hi.shiftLeft(BITS), other.lo));
    }

    FixedPoint shiftRight(int bits) {
        return new FixedPoint(lo.shiftRight(bits), ceilShift(hi, bits));
    }

    FixedPoint sqrt() {
        requireNonNegative(this);
        BigInteger[] root = hi.shiftLeft(BITS).sqrtAndRemainder();
        BigInteger high = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        return new FixedPoint(lo.shiftLeft(BITS).sqrt(), high);
    }

    /** This with an error of at most the upper bound of a non-negative remainder on both sides. */
    FixedPoint widen(FixedPoint remainder) {
        return new FixedPoint(lo.subtract(remainder.hi), hi.add(remainder.hi));
    }

    /** Whether a non-negative number is enclosed as at most 2^−128. */
    boolean isNegligible() {
        return hi.compareTo(BigInteger.ONE) <= 0;
    }

    /** This · x · 2^exponent in doubles, for this ≥ 0, with one rounding outwards. */
    Interval timesExactly(Dyadic x, int exponent) {
        requireNonNegative(this);
        BigInteger mantissa = x.mantissaInteger();
        BigInteger a = lo.multiply(mantissa);
        BigInteger b = hi.multiply(mantissa);
        int scale = BITS - x.exponent() - exponent;
        return new Interval(DirectedRounding.down(a.min(b), scale), DirectedRounding.up(a.max(b), scale));
    }

    Interval toInterval() {
        return new Interval(DirectedRounding.down(lo, BITS), DirectedRounding.up(hi, BITS));
    }

    private static void requireNonNegative(FixedPoint value) {
        if (value.lo.signum() < 0) {
            throw new ArithmeticException("fixed point: expected a non-negative operand, got " + value);
        }
    }

    private static BigInteger ceilShift(BigInteger value, int bits) {
        BigInteger floor = value.shiftRight(bits);
        boolean exact = value.signum() == 0 || value.getLowestSetBit() >= bits;
        return exact ? floor : floor.add(BigInteger.ONE);
    }

    private static BigInteger ceilDivide(BigInteger value, BigInteger divisor) {
        BigInteger[] division = value.divideAndRemainder(divisor);
        return division[1].signum() == 0 ? division[0] : division[0].add(BigInteger.ONE);
    }
}
