package org.peftcheck.numeric.interval;

import java.util.function.DoubleFunction;

/**
 * The one minimum of a function that falls before it and rises after it.
 *
 * @param left a double where the derivative is proved negative, or the point itself
 * @param right the next double, where it is proved positive
 * @param floor a lower bound of the minimum
 */
record Valley(double left, double right, double floor) {

    /** silu(x) = x / (1 + e^−x): the sign of its derivative is that of 1 + e^x + x, which increases. */
    static final Valley SILU = find(1, 2, SiluPoint::slopeSignAtMinus, SiluPoint::at);

    /** gelu(x) = x Φ(x): its derivative falls from 0 up to −√2, rises up to √2 and then falls to 1. */
    static final Valley GELU = find(0.5, 1, GeluPoint::slopeAtMinus, GeluPoint::at);

    /**
     * Bisects between −high and −low on the proved sign of the derivative.
     *
     * <p>Both functions have second derivatives of at most 1 in magnitude, so that between neighbouring doubles of
     * magnitude below 2 the minimum lies less than 2^−104 below the value at the left one.
     */
    private static Valley find(
            double low, double high, DoubleFunction<FixedPoint> slopeAtMinus, DoubleFunction<Interval> function) {
        double rising = low;
        double falling = high;
        while (Math.nextUp(rising) < falling) {
            double middle = rising + (falling - rising) / 2;
            FixedPoint slope = slopeAtMinus.apply(middle);
            if (slope.lo().signum() > 0) {
                rising = middle;
            } else if (slope.hi().signum() < 0) {
                falling = middle;
            } else {
                throw new IllegalStateException("stationary point: the sign of the slope at " + -middle + " is open");
            }
        }
        return new Valley(
                -falling, -rising, Math.nextDown(function.apply(-falling).lo()));
    }

    /** The range on an interval of a function with this valley. */
    Interval range(DoubleFunction<Interval> function, Interval x) {
        Interval atLow = function.apply(x.lo());
        Interval atHigh = x.isPoint() ? atLow : function.apply(x.hi());
        double high = Math.max(atLow.hi(), atHigh.hi());
        if (x.hi() <= left) {
            return new Interval(atHigh.lo(), high);
        }
        if (x.lo() >= right) {
            return new Interval(atLow.lo(), high);
        }
        return new Interval(floor, high);
    }
}
