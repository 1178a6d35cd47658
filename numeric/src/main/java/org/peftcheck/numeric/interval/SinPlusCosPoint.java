package org.peftcheck.numeric.interval;

/** sin(2πx) + cos(2πx) = √2 sin(2π(x + 1/8)) at a double, with an exact reduction of the argument. */
final class SinPlusCosPoint {

    private static final FixedPoint ROOT_TWO = FixedPoint.integer(2).sqrt();
    private static final PeriodicRange RANGE = new PeriodicRange(1, amplitude());

    private SinPlusCosPoint() {}

    private static Interval amplitude() {
        double above = ROOT_TWO.toInterval().hi();
        return new Interval(-above, above);
    }

    /** The value at a finite x. */
    static Interval at(double x) {
        double r = x - Math.rint(x);
        if (r >= -0.1875 && r <= -0.0625) {
            return nearZero(r + 0.125);
        }
        if (r >= 0.3125 && r <= 0.4375) {
            return nearZero(r - 0.375).negate();
        }
        return bounded(r, sine(r).plus(cosine(r)).toInterval());
    }

    /** The value is at least 1 in size where sine and cosine have the same sign, and at most 1 elsewhere. */
    private static Interval bounded(double r, Interval value) {
        if (r >= 0 && r <= 0.25) {
            return new Interval(Math.max(1, value.lo()), value.hi());
        }
        if (r <= -0.25) {
            return new Interval(value.lo(), Math.min(-1, value.hi()));
        }
        return new Interval(Math.max(-1, value.lo()), Math.min(1, value.hi()));
    }

    /** √2 sin(2πs) for |s| ≤ 1/16, which is exact beside a zero: the operands are within a factor of two. */
    private static Interval nearZero(double s) {
        if (s < 0) {
            return nearZero(-s).negate();
        }
        Dyadic point = Dyadic.of(s);
        return s == 0
                ? Interval.ZERO
                : FixedPointSeries.sineRatio(point).times(ROOT_TWO).timesExactly(point, 0);
    }

    /** sin(2πr) for |r| ≤ 1/2. */
    private static FixedPoint sine(double r) {
        if (r < 0) {
            return FixedPoint.ZERO.minus(sine(-r));
        }
        double s = r > 0.25 ? 0.5 - r : r;
        if (s <= 0.125) {
            Dyadic point = Dyadic.of(s);
            return FixedPointSeries.sineRatio(point).times(FixedPoint.of(point));
        }
        return FixedPointSeries.cosine(Dyadic.of(0.25 - s));
    }

    /** cos(2πr) for |r| ≤ 1/2. */
    private static FixedPoint cosine(double r) {
        double size = Math.abs(r);
        if (size <= 0.125) {
            return FixedPointSeries.cosine(Dyadic.of(size));
        }
        return size < 0.375 ? sine(0.25 - size) : FixedPoint.ZERO.minus(FixedPointSeries.cosine(Dyadic.of(0.5 - size)));
    }

    /** The range on an interval: the maximum lies at 1/8, the minimum at 5/8. */
    static Interval on(Interval x) {
        return RANGE.on(x, SinPlusCosPoint::at);
    }
}
