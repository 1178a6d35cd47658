package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;

/** Inclusion of the exact rational results. */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class IntervalProperties {

    /** Where in the interval, in sixteenths of its width. */
    private static final int END = 16;

    @Provide
    Arbitrary<Double> doubles() {
        return Doubles.any();
    }

    @Provide
    Arbitrary<Interval> intervals() {
        return Doubles.intervals();
    }

    @Provide
    Arbitrary<BigFraction> fractions() {
        Arbitrary<BigInteger> integers =
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30));
        return Combinators.combine(integers, integers, Arbitraries.integers().between(-1200, 1200))
                .as((n, d, e) ->
                        new BigFraction(n, d.signum() == 0 ? BigInteger.ONE : d).multiply(new BigFraction(2).pow(e)));
    }

    @Property(tries = 5000, seed = "201")
    void operationsOnPointsGiveTheBestDoubles(@ForAll("doubles") double a, @ForAll("doubles") double b) {
        Doubles.cover(a);
        BigFraction x = Interval.exactly(a);
        BigFraction y = Interval.exactly(b);
        Interval left = Interval.of(a);
        Interval right = Interval.of(b);
        assertEquals(Interval.enclosing(x.add(y)), left.plus(right));
        assertEquals(Interval.enclosing(x.subtract(y)), left.minus(right));
        assertEquals(Interval.enclosing(x.multiply(y)), left.times(right));
        assertEquals(Interval.enclosing(x.multiply(x)), left.square());
        if (b != 0) {
            assertEquals(Interval.enclosing(x.divide(y)), left.dividedBy(right));
        }
    }

    @Property(tries = 5000, seed = "202")
    void theTightestIntervalHoldsItsNumberAndNothingNarrowerDoes(@ForAll("fractions") BigFraction x) {
        Interval found = Interval.enclosing(x);
        assertTrue(found.contains(x));
        Doubles.corner("overflow", Double.isInfinite(found.hi()) || Double.isInfinite(found.lo()));
        Doubles.corner("below all doubles", found.magnitude() == Double.MIN_VALUE);
        if (found.isPoint()) {
            assertEquals(x, Interval.exactly(found.lo()));
        } else {
            assertEquals(found.hi(), Math.nextUp(found.lo()) + 0.0);
            assertTrue(Double.isInfinite(found.lo()) || !Interval.of(found.lo()).contains(x));
            assertTrue(Double.isInfinite(found.hi()) || !Interval.of(found.hi()).contains(x));
        }
    }

    @Property(tries = 5000, seed = "203")
    void operationsHoldTheResultsForAllPoints(
            @ForAll("intervals") Interval x,
            @ForAll("intervals") Interval y,
            @ForAll @IntRange(max = END) int s,
            @ForAll @IntRange(max = END) int t) {
        BigFraction a = Doubles.inside(x, s);
        BigFraction b = Doubles.inside(y, t);
        assertTrue(x.plus(y).contains(a.add(b)));
        assertTrue(x.minus(y).contains(a.subtract(b)));
        assertTrue(x.times(y).contains(a.multiply(b)));
        assertTrue(x.square().contains(a.multiply(a)));
        assertTrue(x.abs().contains(a.abs()));
        assertTrue(x.negate().contains(a.negate()));
        assertTrue(x.min(y).contains(a.compareTo(b) <= 0 ? a : b));
        assertTrue(x.max(y).contains(a.compareTo(b) >= 0 ? a : b));
        assertTrue(x.hull(y).contains(a) && x.hull(y).contains(b));
        if (!y.containsZero()) {
            assertTrue(x.dividedBy(y).contains(a.divide(b)));
        }
        Doubles.corner("divisor with zero", y.containsZero());
        Doubles.corner("sign changes", x.lo() < 0 && x.hi() > 0 && y.lo() < 0 && y.hi() > 0);
        Doubles.corner("point", x.isPoint());
    }

    @Property(tries = 5000, seed = "204")
    void operationsOnPartsGiveParts(
            @ForAll("intervals") Interval x,
            @ForAll("intervals") Interval y,
            @ForAll @IntRange(max = END) int from,
            @ForAll @IntRange(max = END) int to) {
        Interval a = Doubles.within(x, from, to);
        Interval b = Doubles.within(y, to, END);
        assertTrue(x.contains(a) && y.contains(b));
        assertTrue(x.plus(y).contains(a.plus(b)));
        assertTrue(x.minus(y).contains(a.minus(b)));
        assertTrue(x.times(y).contains(a.times(b)));
        assertTrue(x.square().contains(a.square()));
        assertTrue(x.abs().contains(a.abs()));
        assertTrue(x.abs().sqrt().contains(a.abs().sqrt()));
        if (!y.containsZero()) {
            assertTrue(x.dividedBy(y).contains(a.dividedBy(b)));
        }
    }

    @Property(tries = 5000, seed = "205")
    void theSquareOfARootHoldsTheNumber(@ForAll("doubles") double a) {
        Doubles.cover(a);
        Interval x = Interval.of(Math.abs(a));
        Interval root = x.sqrt();
        BigFraction exact = Interval.exactly(Math.abs(a));
        BigFraction lo = Interval.exactly(root.lo());
        BigFraction hi = Interval.exactly(root.hi());
        assertTrue(lo.multiply(lo).compareTo(exact) <= 0);
        assertTrue(hi.multiply(hi).compareTo(exact) >= 0);
        assertTrue(root.hi() <= Math.nextUp(root.lo()));
    }

    /** A reference that rounds to nearest, or inwards, is refuted by the inclusion that the real operations obey. */
    @Property(tries = 5000, seed = "206")
    void roundingInwardsWouldBeCaught(@ForAll("doubles") double a, @ForAll("doubles") double b) {
        BigFraction exact = Interval.exactly(a).multiply(Interval.exactly(b));
        Interval product = Interval.of(a).times(Interval.of(b));
        boolean inexact = !product.isPoint();
        Doubles.corner("inexact", inexact);
        if (inexact && Double.isFinite(product.lo()) && Double.isFinite(product.hi())) {
            assertFalse(Interval.of(product.lo()).contains(exact));
            assertFalse(Interval.of(product.hi()).contains(exact));
            assertFalse(Interval.of(a * b).contains(exact));
        }
    }

    @Property(tries = 5000, seed = "207")
    void magnitudeAndWidthBoundEveryPoint(@ForAll("intervals") Interval x, @ForAll @IntRange(max = END) int s) {
        BigFraction a = Doubles.inside(x, s).abs();
        assertTrue(Interval.exactly(x.magnitude()).compareTo(a) >= 0);
        assertTrue(Interval.exactly(x.mignitude()).compareTo(a) <= 0);
        BigFraction width = Interval.exactly(x.hi()).subtract(Interval.exactly(x.lo()));
        assertTrue(Double.isInfinite(x.width()) || Interval.exactly(x.width()).compareTo(width) >= 0);
    }
}
