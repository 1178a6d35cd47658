package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.numeric.reading.ActivationValues;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactDouble;

class BallActivationTest {

    static List<Activation> activations() {
        return List.of(
                Activation.RELU,
                Activation.LEAKY_RELU,
                Activation.GELU,
                Activation.SILU,
                Activation.TANH,
                Activation.SIN2PI,
                Activation.TRIANGLE,
                Activation.SIN_PLUS_COS);
    }

    /** The value in double precision of any point of a ball lies in its image, up to the error of double precision. */
    @ParameterizedTest
    @MethodSource("activations")
    void imagesOfPointsLieInTheImage(Activation activation) {
        DoubleUnaryOperator sigma = ActivationValues.inDoubles(activation);
        Random random = new Random(11);
        for (int n = 0; n < 4000; n++) {
            double mid = Math.scalb(random.nextGaussian(), random.nextInt(16) - 10);
            double rad = random.nextInt(3) == 0 ? 0 : Math.scalb(random.nextDouble(), random.nextInt(45) - 40);
            BallMatrix image = apply(activation, mid, rad);
            double point = mid + rad * (2 * random.nextDouble() - 1);
            double value = sigma.applyAsDouble(point);
            double slack = 1e-14 * Math.max(1, Math.abs(point));
            assertTrue(
                    value >= image.lower(0, 0) - slack && value <= image.upper(0, 0) + slack,
                    activation.id() + "(" + point + ") = " + value + " outside " + image.mid()[0][0] + " +- "
                            + image.rad()[0][0]);
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void anExactPointHasATightImage(Activation activation) {
        for (double x : new double[] {-30, -2, -0.1, -1e-300, 0, 1e-300, 1e-3, 0.3, 5}) {
            BallMatrix image = apply(activation, x, 0);
            assertTrue(
                    image.rad()[0][0] <= 1e-14 * Math.max(1e-290, Math.abs(image.mid()[0][0])),
                    activation.id() + " at " + x + ": " + image.rad()[0][0]);
        }
    }

    @Test
    void theReluIsEnclosedExactly() {
        Random random = new Random(12);
        for (int n = 0; n < 4000; n++) {
            double mid = random.nextGaussian();
            double rad = Math.scalb(random.nextDouble(), -random.nextInt(60));
            BallMatrix image = apply(Activation.RELU, mid, rad);
            for (double end : new double[] {-1, 1}) {
                BigFraction x = ExactDouble.of(mid).add(ExactDouble.of(rad * end));
                BigFraction y = x.signum() > 0 ? x : BigFraction.ZERO;
                BigFraction distance =
                        y.subtract(ExactDouble.of(image.mid()[0][0])).abs();
                assertTrue(distance.compareTo(ExactDouble.of(image.rad()[0][0])) <= 0);
            }
        }
    }

    @Test
    void theReluOfANegativeBallIsZeroExactly() {
        BallMatrix image = apply(Activation.RELU, -1, 0.5);
        assertEquals(0, image.mid()[0][0]);
        assertEquals(0, image.rad()[0][0]);
    }

    /** What overflowed stays without a finite bound and is no crash. */
    @ParameterizedTest
    @MethodSource("activations")
    void anUnknownNumberHasNoFiniteImage(Activation activation) {
        for (double mid : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}) {
            for (double rad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                double upper = apply(activation, mid, rad).frobeniusUpper();
                assertFalse(Double.isFinite(upper), mid + " +- " + rad + ": " + upper);
            }
        }
        assertFalse(apply(activation, Double.MAX_VALUE, Double.MAX_VALUE).frobeniusUpper() < 1);
    }

    private static BallMatrix apply(Activation activation, double mid, double rad) {
        return BallActivation.apply(activation, new BallMatrix(new double[][] {{mid}}, new double[][] {{rad}}));
    }
}
