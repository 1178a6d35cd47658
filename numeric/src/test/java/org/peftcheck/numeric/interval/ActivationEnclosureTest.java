package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

class ActivationEnclosureTest {

    private static final List<Activation> SMOOTH =
            List.of(Activation.TANH, Activation.GELU, Activation.SILU, Activation.SIN2PI, Activation.SIN_PLUS_COS);
    private static final double[] SPECIAL = {
        1e-300,
        4.9e-324,
        1e-310,
        1e-20,
        0x1p-27,
        7e-9,
        0x1p-26,
        0.1,
        0.125,
        0.2499999,
        0.2500001,
        0.37,
        0.5000001,
        0.7517915246935645,
        1.2784645427610738,
        1.5,
        3.3,
        4.999999,
        5.0000001,
        9.75,
        12.5,
        19.99,
        20.01,
        27,
        38.4,
        39.99
    };

    @Test
    void enclosesTheDecimalValueAtSpecialPoints() {
        for (Activation sigma : SMOOTH) {
            for (double x : SPECIAL) {
                check(sigma, x);
                check(sigma, -x);
            }
        }
    }

    @Test
    void enclosesTheDecimalValueAtRandomPoints() {
        Random random = new Random(41);
        for (int draw = 0; draw < 300; draw++) {
            double x = 20 * random.nextDouble() - 10;
            for (Activation sigma : SMOOTH) {
                check(sigma, x);
            }
        }
    }

    private static void check(Activation sigma, double x) {
        Interval found = ActivationEnclosure.of(sigma, Interval.of(x));
        BigDecimal value = DecimalOracle.value(sigma, x);
        assertTrue(
                DecimalOracle.isInside(value, found), () -> sigma.id() + "(" + x + ") = " + value + " not in " + found);
        double ulps = found.width() / Math.max(Math.ulp(found.mignitude()), Double.MIN_VALUE);
        assertTrue(ulps <= 2, () -> sigma.id() + "(" + x + ") in " + found + ": " + ulps + " ulps");
    }

    @Test
    void theOracleNoticesAnEnclosureMovedByOneUnit() {
        for (Activation sigma : SMOOTH) {
            Interval found = ActivationEnclosure.of(sigma, Interval.of(0.3));
            Interval above = new Interval(found.hi(), Math.nextUp(found.hi()));
            Interval below = new Interval(Math.nextDown(found.lo()), found.lo());
            assertFalse(DecimalOracle.isInside(DecimalOracle.value(sigma, 0.3), above), sigma.id());
            assertFalse(DecimalOracle.isInside(DecimalOracle.value(sigma, 0.3), below), sigma.id());
        }
    }

    @Test
    void rectifiersAreExactUpToRounding() {
        Interval x = new Interval(-3, 2);
        assertEquals(new Interval(0, 2), ActivationEnclosure.of(Activation.RELU, x));
        Activation half = new Activation.LeakyRelu(new BigFraction(1, 2));
        assertEquals(new Interval(-1.5, 2), ActivationEnclosure.of(half, x));
        Interval third = ActivationEnclosure.of(new Activation.LeakyRelu(new BigFraction(1, 3)), Interval.of(-1));
        assertTrue(third.contains(new BigFraction(-1, 3)));
        assertEquals(third.hi(), Math.nextUp(third.lo()));
        Interval least = ActivationEnclosure.of(Activation.LEAKY_RELU, Interval.of(-Double.MIN_VALUE));
        assertEquals(new Interval(-Double.MIN_VALUE, 0), least);
    }

    @Test
    void minimaInsideAnIntervalAreEnclosed() {
        Interval gelu = ActivationEnclosure.of(Activation.GELU, new Interval(-2, 0.1));
        assertTrue(DecimalOracle.isInside(DecimalOracle.value(Activation.GELU, -0.7517915246935645), gelu));
        assertEquals(-0.16997120747990369, gelu.lo(), 1e-16);
        Interval silu = ActivationEnclosure.of(Activation.SILU, new Interval(-40, -1));
        assertEquals(-0.27846454276107379, silu.lo(), 1e-16);
        assertTrue(silu.hi() < 0);
    }

    @Test
    void valleysSitWhereTheSlopeChangesItsSign() {
        assertEquals(Valley.GELU.right(), Math.nextUp(Valley.GELU.left()));
        assertEquals(-0.7517915246935645, Valley.GELU.left(), 1e-12);
        assertEquals(-1.2784645427610738, Valley.SILU.left(), 1e-12);
        assertTrue(GeluPoint.slopeAtMinus(-Valley.GELU.left()).hi().signum() < 0);
        assertTrue(GeluPoint.slopeAtMinus(-Valley.GELU.right()).lo().signum() > 0);
        assertTrue(SiluPoint.slopeSignAtMinus(-Valley.SILU.left()).hi().signum() < 0);
        assertTrue(SiluPoint.slopeSignAtMinus(-Valley.SILU.right()).lo().signum() > 0);
    }

    @Test
    void sineIsExactAtQuarters() {
        assertEquals(Interval.ZERO, at(Activation.SIN2PI, 7.5));
        assertEquals(Interval.ONE, at(Activation.SIN2PI, -3.75));
        assertEquals(Interval.of(-1), at(Activation.SIN2PI, 1e6 + 0.75));
        assertEquals(Interval.ZERO, at(Activation.SIN2PI, -1e300));
    }

    @Test
    void sineFindsItsExtremaInsideAnInterval() {
        assertEquals(
                1,
                ActivationEnclosure.of(Activation.SIN2PI, new Interval(0.2, 0.3))
                        .hi());
        assertEquals(
                -1,
                ActivationEnclosure.of(Activation.SIN2PI, new Interval(-0.3, -0.2))
                        .lo());
        Interval falling = ActivationEnclosure.of(Activation.SIN2PI, new Interval(0.3, 0.7));
        assertTrue(falling.lo() > -0.96 && falling.hi() < 0.96, falling::toString);
        assertEquals(new Interval(-1, 1), ActivationEnclosure.of(Activation.SIN2PI, new Interval(0.3, 1.26)));
        assertEquals(new Interval(-1, 1), ActivationEnclosure.of(Activation.SIN2PI, Interval.REALS));
        assertEquals(
                new Interval(-1, 1), ActivationEnclosure.of(Activation.SIN2PI, new Interval(1e17, Math.nextUp(1e17))));
    }

    @Test
    void theTriangleWaveIsExact() {
        double[][] values = {
            {0, 0}, {0.125, 0.5}, {0.25, 1}, {0.5, 0}, {0.75, -1}, {-0.25, -1}, {-3.875, 0.5}, {1e300, 0}
        };
        for (double[] value : values) {
            assertEquals(Interval.of(value[1]), at(Activation.TRIANGLE, value[0]));
        }
        assertEquals(Interval.of(4 * Double.MIN_VALUE), at(Activation.TRIANGLE, Double.MIN_VALUE));
        assertEquals(new Interval(-0.5, 1), ActivationEnclosure.of(Activation.TRIANGLE, new Interval(0.2, 0.625)));
        assertEquals(new Interval(0.5, 0.75), ActivationEnclosure.of(Activation.TRIANGLE, new Interval(0.3125, 0.375)));
        assertEquals(new Interval(-1, 0.5), ActivationEnclosure.of(Activation.TRIANGLE, new Interval(0.375, 0.875)));
    }

    @Test
    void sineAndCosineTogetherPeakAtAnEighth() {
        assertEquals(Interval.ZERO, at(Activation.SIN_PLUS_COS, -0.125));
        assertEquals(Interval.ZERO, at(Activation.SIN_PLUS_COS, 7.375));
        assertTrue(at(Activation.SIN_PLUS_COS, 0).contains(BigFraction.ONE));
        Interval top = ActivationEnclosure.of(Activation.SIN_PLUS_COS, new Interval(0.1, 0.2));
        assertTrue(top.hi() >= Math.sqrt(2) && top.lo() > 1 && top.lo() < 1.4);
        Interval bottom = ActivationEnclosure.of(Activation.SIN_PLUS_COS, new Interval(-0.4, -0.3));
        assertEquals(-top.hi(), bottom.lo());
        Interval whole = ActivationEnclosure.of(Activation.SIN_PLUS_COS, Interval.REALS);
        assertEquals(new Interval(-top.hi(), top.hi()), whole);
    }

    @Test
    void unboundedIntervalsGiveTheWholeRange() {
        assertEquals(new Interval(-1, 1), ActivationEnclosure.of(Activation.TANH, Interval.REALS));
        assertEquals(
                Double.POSITIVE_INFINITY,
                ActivationEnclosure.of(Activation.GELU, Interval.REALS).hi());
        Interval left = ActivationEnclosure.of(Activation.SILU, new Interval(Double.NEGATIVE_INFINITY, -900));
        assertEquals(new Interval(-Double.MIN_VALUE, 0), left);
        assertEquals(Interval.REALS, ActivationEnclosure.of(Activation.LEAKY_RELU, Interval.REALS));
    }

    @Test
    void slopesAtZero() {
        assertEquals(Interval.ONE, ActivationEnclosure.slopeAtZero(Activation.TANH));
        assertEquals(Interval.of(0.5), ActivationEnclosure.slopeAtZero(Activation.GELU));
        assertEquals(Interval.of(0.5), ActivationEnclosure.slopeAtZero(Activation.SILU));
        assertTrue(DecimalOracle.isInside(
                new BigDecimal("6.28318530717958647692528676655900576839433879875021"),
                ActivationEnclosure.slopeAtZero(Activation.SIN2PI)));
        assertEquals(
                ActivationEnclosure.slopeAtZero(Activation.SIN2PI),
                ActivationEnclosure.slopeAtZero(Activation.SIN_PLUS_COS));
        assertEquals(Interval.of(4), ActivationEnclosure.slopeAtZero(Activation.TRIANGLE));
        assertEquals(
                "slope at zero: expected an activation that is differentiable there, got relu",
                assertThrows(IllegalArgumentException.class, () -> ActivationEnclosure.slopeAtZero(Activation.RELU))
                        .getMessage());
    }

    @Test
    void matricesAreMappedEntryByEntry() {
        IntervalMatrix x = IntervalMatrix.of(new double[][] {{-1, 2}});
        assertTrue(ActivationEnclosure.of(Activation.RELU, x)
                .contains(RationalMatrix.ofIntegers(new long[][] {{0, 2}})));
    }

    private static Interval at(Activation sigma, double x) {
        return ActivationEnclosure.of(sigma, Interval.of(x));
    }
}
