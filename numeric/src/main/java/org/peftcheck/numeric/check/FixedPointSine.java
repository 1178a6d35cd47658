package org.peftcheck.numeric.check;

import java.math.BigInteger;

/**
 * sin(2πx) in fixed point, by the checker's own series: π by Machin's formula, x reduced exactly to at most an eighth of a turn, Taylor
 * series whose remainder is at most the first term left out.
 */
final class FixedPointSine {

    /** The bits after the point of arguments and values. */
    static final int BITS = 192;

    private static final int GUARD = 32;
    private static final int WORK = BITS + GUARD;
    private static final BigInteger TURN = BigInteger.ONE.shiftLeft(BITS);
    private static final BigInteger HALF = TURN.shiftRight(1);
    private static final BigInteger QUARTER = TURN.shiftRight(2);
    private static final BigInteger EIGHTH = TURN.shiftRight(3);
    private static final Span ONE = Span.exactly(BigInteger.ONE.shiftLeft(WORK));
    private static final Span TWO_PI = twoPi();

    private FixedPointSine() {}

    /** 2π = 32 arctan(1/5) − 8 arctan(1/239), in units of 2^−WORK. */
    private static Span twoPi() {
        Span fifth = inverseTangent(5);
        Span small = inverseTangent(239);
        return new Span(
                fifth.lo().shiftLeft(5).subtract(small.hi().shiftLeft(3)),
                fifth.hi().shiftLeft(5).subtract(small.lo().shiftLeft(3)));
    }

    /** Σ (−1)^n / ((2n+1) m^(2n+1)); the terms alternate and decrease. */
    private static Span inverseTangent(long m) {
        BigInteger square = BigInteger.valueOf(m * m);
        Span power = ONE.dividedBy(BigInteger.valueOf(m));
        Span sum = power;
        for (long n = 1; ; n++) {
            power = power.dividedBy(square);
            Span term = power.dividedBy(BigInteger.valueOf(2 * n + 1));
            if (term.hi().bitLength() <= 1) {
                return sum.widen(term.hi());
            }
            sum = n % 2 == 0 ? sum.plus(term) : sum.minus(term);
        }
    }

    /**
     * sin(2πx) where x = turn·2^−BITS exactly.
     *
     * @param turn any integer
     * @return the value in units of 2^−BITS, two or three of them wide
     */
    static Span of(BigInteger turn) {
        BigInteger x = turn.mod(TURN);
        boolean negative = x.compareTo(HALF) > 0;
        BigInteger y = negative ? TURN.subtract(x) : x;
        BigInteger folded = y.compareTo(QUARTER) > 0 ? HALF.subtract(y) : y;
        Span value = folded.compareTo(EIGHTH) <= 0 ? sine(folded) : cosine(QUARTER.subtract(folded));
        Span rounded = value.coarser(GUARD).within(TURN);
        return negative ? rounded.negate() : rounded;
    }

    private static Span sine(BigInteger turn) {
        Span angle = angle(turn);
        return series(angle, angle, 2);
    }

    private static Span cosine(BigInteger turn) {
        return series(ONE, angle(turn), 1);
    }

    /** 2πx for 0 ≤ x ≤ 1/8. */
    private static Span angle(BigInteger turn) {
        return new Span(TWO_PI.lo().multiply(turn), TWO_PI.hi().multiply(turn)).coarser(BITS);
    }

    /** first · (1 − a²/(k(k+1)) + a⁴/(k(k+1)(k+2)(k+3)) − …) for 0 ≤ a &lt; 1; the terms alternate and decrease. */
    private static Span series(Span first, Span angle, long k) {
        Span square = angle.times(angle, WORK);
        Span term = first;
        Span sum = first;
        for (long n = 0; ; n++) {
            long divisor = (k + 2 * n) * (k + 2 * n + 1);
            term = term.times(square, WORK).dividedBy(BigInteger.valueOf(divisor));
            if (term.hi().bitLength() <= 1) {
                return sum.widen(term.hi());
            }
            sum = n % 2 == 0 ? sum.minus(term) : sum.plus(term);
        }
    }
}
