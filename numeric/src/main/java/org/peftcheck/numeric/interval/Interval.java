package org.peftcheck.numeric.interval;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;

/**
 * A closed interval of real numbers with double bounds; infinite bounds mean unbounded sides.
 *
 * <p>Every operation returns an interval that contains the exact result for all points of its operands. Bounds are
 * rounded outwards, and not at all where the result is exact. Zero bounds are stored as +0.
 *
 * @param lo the lower bound, −∞ for none
 * @param hi the upper bound, +∞ for none
 */
public record Interval(double lo, double hi) {

    /** The interval [0, 0]. */
    public static final Interval ZERO = new Interval(0, 0);
    /** The interval [1, 1]. */
    public static final Interval ONE = new Interval(1, 1);
    /** The whole line. */
    public static final Interval REALS = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks that the bounds are ordered numbers that enclose some real number. */
    public Interval {
        if (!(lo <= hi) || lo == Double.POSITIVE_INFINITY || hi == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "interval: expected ordered bounds around a real number, got [" + lo + ", " + hi + "]");
        }
        lo += 0.0;
        hi += 0.0;
    }

    /**
     * The interval of one point.
     *
     * @param value a finite double
     * @return [value, value]
     */
    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /**
     * The tightest interval around a rational number.
     *
     * @param value any rational
     * @return the doubles next to it below and above, or the point itself
     */
    public static Interval enclosing(BigFraction value) {
        return new Interval(
                DirectedRounding.down(value.getNumerator(), value.getDenominator()),
                DirectedRounding.up(value.getNumerator(), value.getDenominator()));
    }

    /**
     * Whether the number lies in the interval, compared exactly.
     *
     * @param value any rational
     * @return lo ≤ value ≤ hi
     */
    public boolean contains(BigFraction value) {
        return (Double.isInfinite(lo) || exactly(lo).compareTo(value) <= 0)
                && (Double.isInfinite(hi) || exactly(hi).compareTo(value) >= 0);
    }

    /**
     * The rational number that a double is, subnormal ones included.
     *
     * @param value a finite double
     * @return the same number
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public static BigFraction exactly(double value) {
        return ExactDouble.of(value);
    }

    /**
     * Whether the other interval lies in this one.
     *
     * @param other an interval
     * @return other ⊆ this
     */
    public boolean contains(Interval other) {
        return lo <= other.lo && other.hi <= hi;
    }

    /**
     * Whether zero lies in the interval.
     *
     * @return lo ≤ 0 ≤ hi
     */
    public boolean containsZero() {
        return lo <= 0 && hi >= 0;
    }

    /**
     * Whether the interval is one point.
     *
     * @return lo = hi
     */
    public boolean isPoint() {
        return lo == hi;
    }

    /**
     * The width, rounded upwards.
     *
     * @return hi − lo
     */
    public double width() {
        return DirectedRounding.addUp(hi, -lo);
    }

    /**
     * The largest absolute value.
     *
     * @return max(|lo|, |hi|)
     */
    public double magnitude() {
        return Math.max(Math.abs(lo), Math.abs(hi));
    }

    /**
     * The smallest absolute value.
     *
     * @return 0 if zero lies inside, else min(|lo|, |hi|)
     */
    public double mignitude() {
        return containsZero() ? 0 : Math.min(Math.abs(lo), Math.abs(hi));
    }

    /**
     * The sum.
     *
     * @param other an interval
     * @return this + other
     */
    public Interval plus(Interval other) {
        return new Interval(DirectedRounding.addDown(lo, other.lo), DirectedRounding.addUp(hi, other.hi));
    }

    /**
     * The difference.
     *
     * @param other an interval
     * @return this − other
     */
    public Interval minus(Interval other) {
        return new Interval(DirectedRounding.addDown(lo, -other.hi), DirectedRounding.addUp(hi, -other.lo));
    }

    /**
     * The reflected interval.
     *
     * @return −this
     */
    public Interval negate() {
        return new Interval(-hi, -lo);
    }

    /**
     * The product.
     *
     * @param other an interval
     * @return this · other
     */
    public Interval times(Interval other) {
        double low = Math.min(
                Math.min(DirectedRounding.multiplyDown(lo, other.lo), DirectedRounding.multiplyDown(lo, other.hi)),
                Math.min(DirectedRounding.multiplyDown(hi, other.lo), DirectedRounding.multiplyDown(hi, other.hi)));
        double high = Math.max(
                Math.max(DirectedRounding.multiplyUp(lo, other.lo), DirectedRounding.multiplyUp(lo, other.hi)),
                Math.max(DirectedRounding.multiplyUp(hi, other.lo), DirectedRounding.multiplyUp(hi, other.hi)));
        return new Interval(low, high);
    }

    /**
     * The multiple by a double.
     *
     * @param factor a finite double
     * @return factor · this
     */
    public Interval scale(double factor) {
        return times(of(factor));
    }

    /**
     * The quotient.
     *
     * @param other an interval without zero
     * @return this / other
     * @throws ArithmeticException if zero lies in the divisor
     */
    public Interval dividedBy(Interval other) {
        if (other.containsZero()) {
            throw new ArithmeticException("interval quotient: expected a divisor without zero, got " + other);
        }
        double low = Math.min(
                Math.min(DirectedRounding.divideDown(lo, other.lo), DirectedRounding.divideDown(lo, other.hi)),
                Math.min(DirectedRounding.divideDown(hi, other.lo), DirectedRounding.divideDown(hi, other.hi)));
        double high = Math.max(
                Math.max(DirectedRounding.divideUp(lo, other.lo), DirectedRounding.divideUp(lo, other.hi)),
                Math.max(DirectedRounding.divideUp(hi, other.lo), DirectedRounding.divideUp(hi, other.hi)));
        return new Interval(low, high);
    }

    /**
     * The square, tighter than the product with itself.
     *
     * @return {x² : x in this}
     */
    public Interval square() {
        double small = mignitude();
        double large = magnitude();
        return new Interval(DirectedRounding.multiplyDown(small, small), DirectedRounding.multiplyUp(large, large));
    }

    /**
     * The square root.
     *
     * @return {√x : x in this}
     * @throws ArithmeticException if a point is negative
     */
    public Interval sqrt() {
        if (lo < 0) {
            throw new ArithmeticException("interval square root: expected no negative point, got " + this);
        }
        return new Interval(DirectedRounding.sqrtDown(lo), DirectedRounding.sqrtUp(hi));
    }

    /**
     * The absolute value.
     *
     * @return {|x| : x in this}
     */
    public Interval abs() {
        return new Interval(mignitude(), magnitude());
    }

    /**
     * The smaller of two values.
     *
     * @param other an interval
     * @return {min(x, y)}
     */
    public Interval min(Interval other) {
        return new Interval(Math.min(lo, other.lo), Math.min(hi, other.hi));
    }

    /**
     * The larger of two values.
     *
     * @param other an interval
     * @return {max(x, y)}
     */
    public Interval max(Interval other) {
        return new Interval(Math.max(lo, other.lo), Math.max(hi, other.hi));
    }

    /**
     * The smallest interval around both.
     *
     * @param other an interval
     * @return the hull of the union
     */
    public Interval hull(Interval other) {
        return new Interval(Math.min(lo, other.lo), Math.max(hi, other.hi));
    }

    @Override
    public String toString() {
        return "[" + lo + ", " + hi + "]";
    }
}
