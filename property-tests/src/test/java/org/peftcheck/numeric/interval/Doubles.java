package org.peftcheck.numeric.interval;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.hipparchus.fraction.BigFraction;

/** Finite doubles of every kind, intervals of them, and points inside. */
final class Doubles {

    private static final Double[] SPECIAL = {
        0.0,
        Double.MIN_VALUE,
        0x1.fffffffffffffp-1023,
        0x1p-1022,
        0x1p-900,
        0x1p-538,
        0x1p-27,
        0.25,
        0.5,
        1.0,
        Math.nextUp(1.0),
        3.0,
        0x1p52,
        0x1p53,
        1e300,
        0x1p900,
        Double.MAX_VALUE
    };

    private Doubles() {}

    /** Moderate numbers, quarters, numbers of all magnitudes, subnormal ones and the ends of the range. */
    static Arbitrary<Double> any() {
        Arbitrary<Double> moderate = moderate();
        Arbitrary<Double> quarters = Arbitraries.integers().between(-200, 200).map(k -> k / 4.0);
        Arbitrary<Double> bits = Arbitraries.longs()
                .withoutEdgeCases()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite);
        Arbitrary<Double> subnormal = Arbitraries.longs()
                .between(1, (1L << 52) - 1)
                .withoutEdgeCases()
                .map(Double::longBitsToDouble);
        Arbitrary<Double> special = Arbitraries.of(SPECIAL);
        Arbitrary<Double> magnitude = Arbitraries.frequencyOf(
                Tuple.of(4, moderate),
                Tuple.of(1, quarters),
                Tuple.of(4, bits),
                Tuple.of(1, subnormal),
                Tuple.of(2, special));
        return Combinators.combine(magnitude, Arbitraries.of(true, false)).as((x, flip) -> flip ? -x : x);
    }

    /** Between −10 and 10, all 53 bits drawn. */
    static Arbitrary<Double> moderate() {
        return Arbitraries.longs().between(0, 1L << 53).withoutEdgeCases().map(n -> (n * 0x1p-53 - 0.5) * 20);
    }

    /** Points and wide intervals, nested ones among them. */
    static Arbitrary<Interval> intervals() {
        Arbitrary<Interval> points = any().map(Interval::of);
        Arbitrary<Interval> wide =
                Combinators.combine(any(), any()).as((a, b) -> new Interval(Math.min(a, b), Math.max(a, b)));
        Arbitrary<Interval> narrow =
                Combinators.combine(moderate(), moderate()).as((a, b) -> new Interval(a, a + Math.abs(b) / 16));
        return Arbitraries.oneOf(points, wide, narrow);
    }

    /** A point of the interval at a rational fraction of its width, the ends included. */
    static BigFraction inside(Interval x, int sixteenths) {
        BigFraction lo = Interval.exactly(x.lo());
        BigFraction width = Interval.exactly(x.hi()).subtract(lo);
        return lo.add(width.multiply(new BigFraction(sixteenths, 16)));
    }

    /** A double of the interval at a fraction of its width. */
    static double doubleInside(Interval x, int sixteenths) {
        double point = x.lo() + sixteenths / 16.0 * (x.hi() / 2 - x.lo() / 2) * 2;
        return Math.max(x.lo(), Math.min(x.hi(), point));
    }

    /** An interval inside, between two fractions of the width. */
    static Interval within(Interval x, int from, int to) {
        double a = doubleInside(x, from);
        double b = doubleInside(x, to);
        return new Interval(Math.min(a, b), Math.max(a, b));
    }

    static void cover(double x) {
        double size = Math.abs(x);
        corner("zero", x == 0);
        corner("subnormal", size > 0 && size < 0x1p-1022);
        corner("tiny", size > 0 && size < 0x1p-400);
        corner("huge", size > 0x1p400);
        corner("negative", x < 0);
        corner("moderate", size > 0.01 && size < 100);
    }

    /** Records a corner and demands that one case of a hundred shows it. */
    static void corner(String name, boolean seen) {
        Statistics.label(name).collect(seen);
        Statistics.label(name).coverage(coverage -> coverage.check(true).percentage(p -> p >= 1));
    }
}
