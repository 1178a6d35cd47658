package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.List;

/**
 * Approximates an algebraic number by multiples of powers of two.
 *
 * @param number the number
 */
record RootRefinement(AlgebraicNumber number) {

    private static final int GUARD = 64;

    BigInteger scaledFloor(int bits) {
        int reached = 0;
        BigInteger floor = integerPart();
        while (reached < bits) {
            int goal = Math.min(bits, Math.max(reached + 1, 2 * reached - GUARD / 2));
            BigInteger guess = goal > reached + 1 ? newton(floor, reached, goal) : null;
            if (guess != null && isFloor(guess, goal)) {
                floor = guess;
                reached = goal;
            } else {
                BigInteger odd = floor.shiftLeft(1).add(BigInteger.ONE);
                reached++;
                floor = isAtMost(odd, reached) ? odd : floor.shiftLeft(1);
            }
        }
        return floor;
    }

    private BigInteger integerPart() {
        BigInteger low = DyadicInterval.of(number.lower(), 0).lo();
        BigInteger high = DyadicInterval.of(number.upper(), 0).hi();
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (isAtMost(middle, 0)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isFloor(BigInteger candidate, int bits) {
        return isAtMost(candidate, bits) && !isAtMost(candidate.add(BigInteger.ONE), bits);
    }

    /** Whether m·2^−bits is at most the number, by the sign of the polynomial; it is never equal. */
    private boolean isAtMost(BigInteger m, int bits) {
        if (compare(m, bits, number.lower().getNumerator(), number.lower().getDenominator()) <= 0) {
            return true;
        }
        if (compare(m, bits, number.upper().getNumerator(), number.upper().getDenominator()) >= 0) {
            return false;
        }
        return sign(m, bits) == signBelow();
    }

    /** The sign of the polynomial between the lower end and the root: that just right of the end. */
    private int signBelow() {
        return -sign(number.upper().getNumerator(), number.upper().getDenominator());
    }

    private int sign(BigInteger numerator, BigInteger denominator) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = BigInteger.ONE;
        List<BigInteger> f = number.polynomial();
        for (int i = f.size() - 1; i >= 0; i--) {
            sum = sum.multiply(numerator).add(f.get(i).multiply(power));
            power = power.multiply(denominator);
        }
        return sum.signum();
    }

    private static int compare(BigInteger m, int bits, BigInteger numerator, BigInteger denominator) {
        return m.multiply(denominator).compareTo(numerator.shiftLeft(bits));
    }

    private int sign(BigInteger m, int bits) {
        for (int guard = GUARD + number.degree(); ; guard *= 2) {
            DyadicInterval value = value(number.polynomial(), m.shiftLeft(guard), bits + guard);
            if (value.lo().signum() > 0 || value.hi().signum() < 0) {
                return value.lo().signum() > 0 ? 1 : -1;
            }
        }
    }

    private static DyadicInterval value(List<BigInteger> f, BigInteger x, int bits) {
        DyadicInterval point = new DyadicInterval(x, x, bits);
        DyadicInterval sum = new DyadicInterval(BigInteger.ZERO, BigInteger.ZERO, bits);
        for (int i = f.size() - 1; i >= 0; i--) {
            BigInteger coefficient = f.get(i).shiftLeft(bits);
            sum = sum.times(point).plus(new DyadicInterval(coefficient, coefficient, bits));
        }
        return sum;
    }

    /** One step of Newton's iteration from the middle of a cell; not rigorous. Null where the slope is too flat to divide by. */
    private BigInteger newton(BigInteger floor, int bits, int goal) {
        int work = goal + GUARD;
        BigInteger x = floor.shiftLeft(1).add(BigInteger.ONE).shiftLeft(work - bits - 1);
        BigInteger value = BigInteger.ZERO;
        BigInteger slope = BigInteger.ZERO;
        for (int i = number.degree(); i >= 0; i--) {
            slope = slope.multiply(x).shiftRight(work).add(value);
            value = value.multiply(x)
                    .shiftRight(work)
                    .add(number.polynomial().get(i).shiftLeft(work));
        }
        return slope.signum() == 0
                ? null
                : x.subtract(value.shiftLeft(work).divide(slope)).shiftRight(GUARD);
    }
}
