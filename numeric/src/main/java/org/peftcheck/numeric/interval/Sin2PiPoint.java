package org.peftcheck.numeric.interval;

/** sin(2πx) at a double, with an exact reduction of the argument. */
final class Sin2PiPoint {

    private static final PeriodicRange RANGE = new PeriodicRange(2, new Interval(-1, 1));

    private Sin2PiPoint() {}

    /** The value at a finite x. */
    static Interval at(double x) {
        if (x < 0) {
            return at(-x).negate();
        }
        // Each difference is exact: the operands are within a factor of two, or multiples of one unit in the last
        // place.
        double r = x - Math.rint(x);
        if (r < 0) {
            return quarter(-r).negate();
        }
        return quarter(r);
    }

    /** 0 ≤ r ≤ 1/2. */
    private static Interval quarter(double r) {
        double s = r > 0.25 ? 0.5 - r : r;
        if (s == 0) {
            return Interval.ZERO;
        }
        if (s == 0.25) {
            return Interval.ONE;
        }
        if (s <= 0.125) {
            Dyadic point = Dyadic.of(s);
            return FixedPointSeries.sineRatio(point).timesExactly(point, 0);
        }
        Interval value = FixedPointSeries.cosine(Dyadic.of(0.25 - s)).toInterval();
        return value.min(Interval.ONE);
    }

    /** The range on an interval: extrema lie at the odd quarters. */
    static Interval on(Interval x) {
        return RANGE.on(x, Sin2PiPoint::at);
    }
}
