package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class ActivationEnclosureProperties {

    private static final Activation[] SMOOTH = {
        Activation.TANH, Activation.GELU, Activation.SILU, Activation.SIN2PI, Activation.SIN_PLUS_COS
    };

    @Provide
    Arbitrary<Double> doubles() {
        return Doubles.any();
    }

    @Provide
    Arbitrary<Double> moderate() {
        return Doubles.moderate();
    }

    @Provide
    Arbitrary<Interval> intervals() {
        return Doubles.intervals();
    }

    @Provide
    Arbitrary<Activation> smooth() {
        return Arbitraries.of(SMOOTH);
    }

    @Provide
    Arbitrary<Activation> activations() {
        Activation third = new Activation.LeakyRelu(new BigFraction(1, 3));
        return Arbitraries.oneOf(
                smooth(), Arbitraries.of(Activation.RELU, Activation.LEAKY_RELU, third, Activation.TRIANGLE));
    }

    private static Interval at(Activation sigma, double x) {
        return ActivationEnclosure.of(sigma, Interval.of(x));
    }

    @Property(tries = 1500, seed = "221")
    void aPointEnclosureHoldsTheDecimalValue(@ForAll("smooth") Activation sigma, @ForAll("moderate") double x) {
        BigDecimal value = DecimalActivations.value(sigma, x);
        Interval found = at(sigma, x);
        assertTrue(DecimalActivations.isInside(value, found), () -> value + " not in " + found);
        if (found.isPoint()) {
            return;
        }
        Interval above = new Interval(found.hi(), Math.nextUp(found.hi()));
        Interval below = new Interval(Math.nextDown(found.lo()), found.lo());
        assertFalse(DecimalActivations.isInside(value, above));
        assertFalse(DecimalActivations.isInside(value, below));
    }

    @Property(tries = 5000, seed = "222")
    void aPointEnclosureIsTwoUnitsWideAtMost(@ForAll("activations") Activation sigma, @ForAll("doubles") double x) {
        Doubles.cover(x);
        Interval found = at(sigma, x);
        double unit = Math.max(Math.ulp(found.magnitude()), Double.MIN_VALUE);
        assertTrue(found.width() <= 2 * unit, found::toString);
    }

    @Property(tries = 5000, seed = "223")
    void anEnclosureHoldsTheValuesAtThePoints(
            @ForAll("activations") Activation sigma,
            @ForAll("intervals") Interval x,
            @ForAll @IntRange(max = 16) int s) {
        Interval image = ActivationEnclosure.of(sigma, x);
        assertTrue(image.contains(at(sigma, Doubles.doubleInside(x, s))));
        Doubles.corner("wide", x.width() > 1);
        Doubles.corner("narrow", !x.isPoint() && x.width() < 0.1);
        Doubles.corner("both signs", x.lo() < 0 && x.hi() > 0);
    }

    @Property(tries = 5000, seed = "224")
    void anEnclosureOnAPartIsAPart(
            @ForAll("activations") Activation sigma,
            @ForAll("intervals") Interval x,
            @ForAll @IntRange(max = 16) int from,
            @ForAll @IntRange(max = 16) int to) {
        Interval part = Doubles.within(x, from, to);
        assertTrue(ActivationEnclosure.of(sigma, x).contains(ActivationEnclosure.of(sigma, part)));
    }

    @Property(tries = 5000, seed = "225")
    void theRangesOfTheFunctionsAreKept(@ForAll("intervals") Interval x) {
        Interval unit = new Interval(-1, 1);
        assertTrue(unit.contains(ActivationEnclosure.of(Activation.TANH, x)));
        assertTrue(unit.contains(ActivationEnclosure.of(Activation.SIN2PI, x)));
        assertTrue(unit.contains(ActivationEnclosure.of(Activation.TRIANGLE, x)));
        double root = Math.nextUp(Math.sqrt(2));
        assertTrue(new Interval(-root, root).contains(ActivationEnclosure.of(Activation.SIN_PLUS_COS, x)));
        assertTrue(ActivationEnclosure.of(Activation.GELU, x).lo() >= -0.16997120747990372);
        assertTrue(ActivationEnclosure.of(Activation.SILU, x).lo() >= -0.27846454276107388);
        assertTrue(ActivationEnclosure.of(Activation.RELU, x).lo() >= 0);
    }

    @Property(tries = 5000, seed = "226")
    void theOddFunctionsAreReflected(@ForAll("intervals") Interval x) {
        for (Activation sigma : new Activation[] {Activation.TANH, Activation.SIN2PI, Activation.TRIANGLE}) {
            assertEquals(ActivationEnclosure.of(sigma, x).negate(), ActivationEnclosure.of(sigma, x.negate()));
        }
    }

    /** σ(x) − σ(−x) = x for x g(x) with g(x) + g(−x) = 1, and (1 + slope) x for the leaky ReLU. */
    @Property(tries = 5000, seed = "227")
    void theDifferenceOfOppositeUnitsIsLinear(@ForAll("doubles") double x) {
        for (Activation sigma : new Activation[] {Activation.RELU, Activation.GELU, Activation.SILU}) {
            assertTrue(at(sigma, x).minus(at(sigma, -x)).contains(Interval.exactly(x)), sigma.id());
        }
        BigFraction leaky = Interval.exactly(x).multiply(new BigFraction(101, 100));
        assertTrue(at(Activation.LEAKY_RELU, x)
                .minus(at(Activation.LEAKY_RELU, -x))
                .contains(leaky));
        Interval tanh = at(Activation.TANH, x).minus(at(Activation.TANH, -x));
        boolean refuted = !tanh.contains(Interval.exactly(x));
        Doubles.corner("tanh does not obey it", refuted);
    }

    @Property(tries = 5000, seed = "228")
    void theSineHasPeriodOneAndUnitLength(@ForAll("doubles") double x) {
        Interval sine = at(Activation.SIN2PI, x);
        double r = x - Math.rint(x);
        assertEquals(sine, at(Activation.SIN2PI, r));
        Interval cosine =
                ActivationEnclosure.of(Activation.SIN2PI, Interval.of(r).plus(Interval.of(0.25)));
        assertTrue(sine.square().plus(cosine.square()).contains(BigFraction.ONE));
        Doubles.corner("whole number", r == 0 && x != 0);
    }

    /** tanh(2x) = 2t / (1 + t²). */
    @Property(tries = 4000, seed = "229")
    void theTangentObeysItsDoubling(@ForAll("doubles") double x) {
        Assume.that(Math.abs(x) < 0x1p1000 && Math.abs(x) > 0x1p-1000);
        Interval t = at(Activation.TANH, x);
        Interval doubled = t.scale(2).dividedBy(t.square().plus(Interval.ONE));
        Interval direct = at(Activation.TANH, 2 * x);
        assertTrue(direct.lo() <= doubled.hi() && doubled.lo() <= direct.hi());
    }

    @Property(tries = 5000, seed = "230")
    void rectifiersHoldTheirExactValues(
            @ForAll("doubles") double x, @ForAll @IntRange(min = 1, max = 99) int hundredths) {
        BigFraction exact = Interval.exactly(x);
        boolean negative = exact.signum() < 0;
        BigFraction slope = new BigFraction(hundredths, 100);
        BigFraction leaky = negative ? exact.multiply(slope) : exact;
        assertEquals(Interval.enclosing(leaky), at(new Activation.LeakyRelu(slope), x));
        assertEquals(Interval.of(negative ? 0 : x), at(Activation.RELU, x));
        Doubles.corner("negative", negative);
    }
}
