package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Every bound is the best double: checked against the exact rational result, at all magnitudes. */
class DirectedRoundingTest {

    private static final double[] EDGES = {
        Double.MIN_VALUE,
        0x1p-1023,
        0x1p-1022,
        0x1.fffffffffffffp-1022,
        0x1p-961,
        0x1p-960,
        0x1p-480,
        0x1p-53,
        1.1,
        3,
        0x1.fffffffffffffp0,
        0x1p53,
        0x1p511,
        0x1.23456789abcdep700,
        Double.MAX_VALUE
    };

    @Test
    void operationsAtTheEdgesOfTheRange() {
        for (double a : EDGES) {
            for (double b : EDGES) {
                check(a, b);
                check(-a, b);
                check(a, -b);
                check(-a, -b);
            }
        }
    }

    @Test
    void operationsOnRandomBits() {
        Random random = new Random(51);
        int done = 0;
        while (done < 3000) {
            double a = Double.longBitsToDouble(random.nextLong());
            double b = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(a) && Double.isFinite(b) && b != 0) {
                check(a, b);
                check(a, Math.scalb(b, Math.getExponent(a) - Math.getExponent(b)));
                done++;
            }
        }
    }

    private static void check(double a, double b) {
        BigFraction x = Interval.exactly(a);
        if (!Double.isFinite(b) || b == 0) {
            return;
        }
        BigFraction y = Interval.exactly(b);
        String place = a + " and " + b;
        best(x.add(y), DirectedRounding.addDown(a, b), DirectedRounding.addUp(a, b), "sum of " + place);
        best(
                x.multiply(y),
                DirectedRounding.multiplyDown(a, b),
                DirectedRounding.multiplyUp(a, b),
                "product of " + place);
        best(x.divide(y), DirectedRounding.divideDown(a, b), DirectedRounding.divideUp(a, b), "quotient of " + place);
        bestRoot(Math.abs(a));
    }

    private static void best(BigFraction exact, double down, double up, String what) {
        assertTrue(down == Double.NEGATIVE_INFINITY || Interval.exactly(down).compareTo(exact) <= 0, what);
        assertTrue(up == Double.POSITIVE_INFINITY || Interval.exactly(up).compareTo(exact) >= 0, what);
        double next = Math.nextUp(down);
        assertTrue(next == Double.POSITIVE_INFINITY || Interval.exactly(next).compareTo(exact) > 0, what);
        double previous = Math.nextDown(up);
        assertTrue(
                previous == Double.NEGATIVE_INFINITY
                        || Interval.exactly(previous).compareTo(exact) < 0,
                what);
        assertEquals(down + 0.0, DirectedRounding.down(exact.getNumerator(), exact.getDenominator()) + 0.0, what);
        assertEquals(up + 0.0, DirectedRounding.up(exact.getNumerator(), exact.getDenominator()) + 0.0, what);
    }

    private static void bestRoot(double a) {
        BigFraction x = Interval.exactly(a);
        BigFraction down = Interval.exactly(DirectedRounding.sqrtDown(a));
        BigFraction up = Interval.exactly(DirectedRounding.sqrtUp(a));
        assertTrue(down.multiply(down).compareTo(x) <= 0 && up.multiply(up).compareTo(x) >= 0, "root of " + a);
        assertTrue(DirectedRounding.sqrtUp(a) <= Math.nextUp(DirectedRounding.sqrtDown(a)), "root of " + a);
    }

    @Test
    void binaryFractionsRoundLikeRationals() {
        Random random = new Random(52);
        for (int draw = 0; draw < 5000; draw++) {
            BigInteger value = new BigInteger(1 + random.nextInt(200), random);
            BigInteger signed = random.nextBoolean() ? value : value.negate();
            int scale = random.nextInt(2600) - 1200;
            BigFraction exact = scale >= 0
                    ? new BigFraction(signed, BigInteger.ONE.shiftLeft(scale))
                    : new BigFraction(signed.shiftLeft(-scale));
            best(
                    exact,
                    DirectedRounding.down(signed, scale),
                    DirectedRounding.up(signed, scale),
                    signed + "·2^-" + scale);
        }
    }
}
