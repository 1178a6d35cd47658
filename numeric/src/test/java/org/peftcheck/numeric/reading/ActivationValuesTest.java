package org.peftcheck.numeric.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntFunction;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;

class ActivationValuesTest {

    private static final MathContext DIGITS = new MathContext(120);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651");

    private static double value(Activation activation, double x) {
        return ActivationValues.inDoubles(activation).applyAsDouble(x);
    }

    /** Sums (−1)^k x^(2k+1) coefficient(k), until a term is below 1e-60. */
    private static BigDecimal oddSeries(BigDecimal x, IntFunction<BigDecimal> coefficient) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = x;
        for (int k = 0; ; k++) {
            BigDecimal term = power.multiply(coefficient.apply(k), DIGITS);
            sum = sum.add(term, DIGITS);
            if (k > 4 && term.abs().compareTo(BigDecimal.valueOf(1, 60)) < 0) {
                return sum;
            }
            power = power.multiply(x, DIGITS).multiply(x, DIGITS).negate();
        }
    }

    private static BigDecimal factorial(int n) {
        BigDecimal product = BigDecimal.ONE;
        for (int i = 2; i <= n; i++) {
            product = product.multiply(BigDecimal.valueOf(i));
        }
        return product;
    }

    private static BigDecimal exp(BigDecimal x) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 300; k++) {
            sum = sum.add(term, DIGITS);
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
        }
        return sum;
    }

    private static BigDecimal reference(Activation activation, BigDecimal x) {
        if (activation instanceof Activation.Gelu) {
            BigDecimal z = x.divide(TWO.sqrt(DIGITS), DIGITS);
            BigDecimal series = oddSeries(
                    z, k -> BigDecimal.ONE.divide(factorial(k).multiply(BigDecimal.valueOf(2L * k + 1)), DIGITS));
            BigDecimal erf = series.multiply(TWO).divide(PI.sqrt(DIGITS), DIGITS);
            return x.multiply(erf.add(BigDecimal.ONE)).divide(TWO, DIGITS);
        }
        if (activation instanceof Activation.Sin2Pi) {
            return oddSeries(
                    x.multiply(PI).multiply(TWO, DIGITS), k -> BigDecimal.ONE.divide(factorial(2 * k + 1), DIGITS));
        }
        if (activation instanceof Activation.SinPlusCos) {
            return reference(Activation.SIN2PI, x).add(reference(Activation.SIN2PI, x.add(new BigDecimal("0.25"))));
        }
        if (activation instanceof Activation.Tanh) {
            BigDecimal e = exp(x.multiply(TWO));
            return e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), DIGITS);
        }
        return x.divide(exp(x.negate()).add(BigDecimal.ONE), DIGITS);
    }

    @Test
    void errorsAreWithinTheStatedBound() {
        for (Activation activation : new Activation[] {
            Activation.GELU, Activation.TANH, Activation.SILU, Activation.SIN2PI, Activation.SIN_PLUS_COS
        }) {
            for (int i = -600; i <= 600; i += 7) {
                double x = i / 100.0 + 1e-3 / 3;
                BigDecimal exact = reference(activation, new BigDecimal(x));
                double error = exact.subtract(new BigDecimal(value(activation, x)))
                        .abs()
                        .doubleValue();
                assertTrue(
                        error <= 4 * 0x1p-53 * Math.max(1, Math.abs(x)), activation.id() + " at " + x + ": " + error);
            }
        }
    }

    @Test
    void limitsAreThoseOfTheFunctions() {
        assertTrue(value(Activation.GELU, -1e300) == 0);
        assertEquals(1e300, value(Activation.GELU, 1e300));
        assertTrue(value(Activation.SILU, -1e300) == 0);
        assertEquals(1e300, value(Activation.SILU, 1e300));
        assertEquals(1, value(Activation.TANH, 1e300));
    }

    @Test
    void sineVanishesOnHalfNumbersAndKeepsItsPeriodFarOut() {
        for (double x : new double[] {0.5, -1.5, 3, 0x1p52 + 0.5, 1e300}) {
            assertTrue(value(Activation.SIN2PI, x) == 0);
        }
        assertEquals(1, value(Activation.SIN2PI, 0.25));
        assertEquals(-1, value(Activation.SIN2PI, 0x1p40 - 0.25));
    }

    @Test
    void theTriangleWaveIsTheSameOverDoublesAndRationals() {
        for (int i = -70; i <= 70; i++) {
            BigFraction exact =
                    ActivationValues.exactly(Activation.TRIANGLE).orElseThrow().apply(new BigFraction(i, 32));
            assertEquals(exact.doubleValue(), value(Activation.TRIANGLE, i / 32.0), i + "/32");
            int phase = Math.floorMod(i, 32);
            int expected = phase <= 8 ? phase : phase <= 24 ? 16 - phase : phase - 32;
            assertEquals(new BigFraction(expected, 8), exact, i + "/32");
        }
    }

    @Test
    void exactValues() {
        BigFraction minusThree = new BigFraction(-3);
        assertEquals(
                BigFraction.ZERO,
                ActivationValues.exactly(Activation.RELU).orElseThrow().apply(minusThree));
        assertEquals(
                new BigFraction(-3, 100),
                ActivationValues.exactly(Activation.LEAKY_RELU).orElseThrow().apply(minusThree));
        assertEquals(-0.03, value(Activation.LEAKY_RELU, -3));
        assertEquals(5, value(Activation.LEAKY_RELU, 5));
        assertEquals(0, value(Activation.RELU, -5));
    }
}
