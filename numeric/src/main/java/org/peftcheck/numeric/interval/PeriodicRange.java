package org.peftcheck.numeric.interval;

import java.util.function.DoubleFunction;

/**
 * The range of a function of period 1 that rises to one maximum and falls to one minimum, half a period later.
 *
 * @param eighths eight times the place of the maximum, between 0 and 7
 * @param range the least and the greatest value, enclosed
 */
record PeriodicRange(int eighths, Interval range) {

    /** The range on an interval, from the values at points. */
    Interval on(Interval x, DoubleFunction<Interval> at) {
        if (!x.isPoint() && DirectedRounding.addDown(x.hi(), -x.lo()) >= 1) {
            return range;
        }
        Interval ends = at.apply(x.lo()).hull(at.apply(x.hi()));
        if (x.isPoint()) {
            return ends;
        }
        // Narrower than 1 and not a point, so below 2^53 in magnitude, and eight times a bound is exact.
        long first = (long) Math.ceil(8 * x.lo());
        long last = (long) Math.floor(8 * x.hi());
        boolean maximum = first + Math.floorMod(eighths - first, 8L) <= last;
        boolean minimum = first + Math.floorMod(eighths + 4 - first, 8L) <= last;
        return new Interval(minimum ? range.lo() : ends.lo(), maximum ? range.hi() : ends.hi());
    }
}
