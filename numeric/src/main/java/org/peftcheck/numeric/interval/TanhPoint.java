package org.peftcheck.numeric.interval;

/** The hyperbolic tangent at a double. */
final class TanhPoint {

    private TanhPoint() {}

    static Interval at(double x) {
        if (x < 0) {
            return at(-x).negate();
        }
        if (x == 0) {
            return Interval.ZERO;
        }
        if (x < 0x1p-27) {
            // x − x³/3 < tanh x < x, and x²/3 is below half a unit in the last place.
            return new Interval(Math.nextDown(x), x);
        }
        if (x >= 20) {
            // 1 − tanh x = 2/(e^(2x) + 1) < 2^−54.
            return new Interval(Math.nextDown(1.0), 1);
        }
        FixedPoint q = FixedPointSeries.exponentialOfMinus(FixedPoint.of(Dyadic.of(2 * x)))
                .value();
        return FixedPoint.ONE.minus(q).dividedBy(FixedPoint.ONE.plus(q)).toInterval();
    }
}
