package org.peftcheck.numeric.interval;

/** x / (1 + e^−x) at a double. */
final class SiluPoint {

    private SiluPoint() {}

    static Interval at(double x) {
        if (x == 0 || x == Double.NEGATIVE_INFINITY) {
            return Interval.ZERO;
        }
        if (x >= 40) {
            // e^−x < 2^−57.
            return new Interval(Math.nextDown(x), x);
        }
        if (x <= -800) {
            // |x| e^x decreases there and is below the least positive double.
            return new Interval(-Double.MIN_VALUE, 0);
        }
        FixedPointSeries.Scaled e = FixedPointSeries.exponentialOfMinus(FixedPoint.of(Dyadic.of(Math.abs(x))));
        FixedPoint divisor = FixedPoint.ONE.plus(e.value());
        return x > 0
                ? FixedPoint.ratio(1, divisor).timesExactly(Dyadic.of(x), 0)
                : e.mantissa().dividedBy(divisor).timesExactly(Dyadic.of(x), -e.exponent());
    }

    /** The derivative at x = −t up to a positive factor, 1 + e^−t − t, for 0 ≤ t ≤ 40. */
    static FixedPoint slopeSignAtMinus(double t) {
        FixedPoint point = FixedPoint.of(Dyadic.of(t));
        return FixedPoint.ONE
                .plus(FixedPointSeries.exponentialOfMinus(point).value())
                .minus(point);
    }
}
