package org.peftcheck.numeric.interval;

/** The triangle wave of period 1 at a double: each step is exact, so that the value is. */
final class TrianglePoint {

    private static final PeriodicRange RANGE = new PeriodicRange(2, new Interval(-1, 1));

    private TrianglePoint() {}

    static Interval at(double x) {
        double r = x - Math.rint(x);
        double size = Math.abs(r);
        double folded = size > 0.25 ? 0.5 - size : size;
        return Interval.of(r < 0 ? -4 * folded : 4 * folded);
    }

    /** The range on an interval: extrema lie at the odd quarters. */
    static Interval on(Interval x) {
        return RANGE.on(x, TrianglePoint::at);
    }
}
