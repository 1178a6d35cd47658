package org.peftcheck.theory.verdict;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;

/**
 * A real number known to lie between two exact rationals.
 *
 * @param lo the lower bound
 * @param hi the upper bound, at least {@code lo}
 */
public record Enclosure(BigFraction lo, BigFraction hi) {

    /** Checks that the bounds are in order. */
    public Enclosure {
        if (lo.compareTo(hi) > 0) {
            throw new IllegalArgumentException("enclosure: expected lo <= hi, got lo " + lo + " and hi " + hi);
        }
    }

    /**
     * The enclosure of a number that is known exactly.
     *
     * @param value the number
     * @return [value, value]
     */
    public static Enclosure exactly(BigFraction value) {
        return new Enclosure(value, value);
    }

    /**
     * The enclosure of an integer.
     *
     * @param value the integer
     * @return [value, value]
     */
    public static Enclosure exactly(long value) {
        return exactly(new BigFraction(value));
    }

    /**
     * The enclosure between two doubles, taken exactly.
     *
     * @param lo a finite lower bound
     * @param hi a finite upper bound
     * @return [lo, hi]
     */
    public static Enclosure between(double lo, double hi) {
        return new Enclosure(ExactDouble.of(lo), ExactDouble.of(hi));
    }

    /**
     * Whether every number of this enclosure is at most every number of the other.
     *
     * @param other an enclosure
     * @return {@code hi <= other.lo}
     */
    public boolean certainlyAtMost(Enclosure other) {
        return hi.compareTo(other.lo) <= 0;
    }

    /**
     * Whether every number of this enclosure is greater than every number of the other.
     *
     * @param other an enclosure
     * @return {@code lo > other.hi}
     */
    public boolean certainlyGreater(Enclosure other) {
        return lo.compareTo(other.hi) > 0;
    }

    @Override
    public String toString() {
        return lo.equals(hi) ? shown(lo) : "[" + shown(lo) + ", " + shown(hi) + "]";
    }

    private static String shown(BigFraction x) {
        boolean isShort = x.getNumerator().bitLength() + x.getDenominator().bitLength() < 64;
        return isShort ? x.toString().replace(" ", "") : Double.toString(x.doubleValue());
    }
}
