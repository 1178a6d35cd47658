package org.peftcheck.numeric.reading;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.fraction.BigFraction;
import org.hipparchus.special.Erf;
import org.peftcheck.theory.algebra.Activation;

/** Activation functions of a number. */
public final class ActivationValues {

    private ActivationValues() {}

    /**
     * A function in double precision. ReLU and the triangle wave are exact, leaky ReLU has two roundings; for the others the error is below
     * 4·2⁻⁵³·max(1, |x|) wherever it was measured against a series of 60 digits, which is no proof: enclosures do not use this.
     *
     * @param activation the activation
     * @return the function
     */
    public static DoubleUnaryOperator inDoubles(Activation activation) {
        if (activation instanceof Activation.Relu) {
            return x -> Math.max(0, x);
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            double slope = leaky.slope().doubleValue();
            return x -> x >= 0 ? x : slope * x;
        }
        if (activation instanceof Activation.Gelu) {
            return x -> 0.5 * x * Erf.erfc(-x * Math.sqrt(0.5));
        }
        if (activation instanceof Activation.Tanh) {
            return Math::tanh;
        }
        if (activation instanceof Activation.Silu) {
            return x -> x / (1 + Math.exp(-x));
        }
        if (activation instanceof Activation.Triangle) {
            return x -> 4 * folded(x);
        }
        if (activation instanceof Activation.SinPlusCos) {
            return ActivationValues::sinPlusCos;
        }
        return x -> Math.sin(2 * Math.PI * folded(x));
    }

    /** x reduced to |x| ≤ 1/4 with the same sine, without rounding, so that whole and half numbers give 0. */
    private static double folded(double x) {
        double turn = x - Math.rint(x);
        return Math.abs(turn) > 0.25 ? Math.copySign(0.5, turn) - turn : turn;
    }

    /** The cosine as the sine of a quarter less |x|; that difference is rounded only where the cosine is flat. */
    private static double sinPlusCos(double x) {
        double quarterLess = 0.25 - Math.abs(x - Math.rint(x));
        return Math.sin(2 * Math.PI * folded(x)) + Math.sin(2 * Math.PI * quarterLess);
    }

    private static BigFraction triangle(BigFraction x) {
        BigFraction doubled = x.multiply(2).add(BigFraction.ONE_HALF);
        BigInteger[] division = doubled.getNumerator().divideAndRemainder(doubled.getDenominator());
        BigInteger half = division[1].signum() < 0 ? division[0].subtract(BigInteger.ONE) : division[0];
        BigFraction rising = x.multiply(4).subtract(half.shiftLeft(1));
        return half.testBit(0) ? rising.negate() : rising;
    }

    /**
     * A function over the rationals.
     *
     * @param activation the activation
     * @return the function, if it takes rationals to rationals
     */
    public static Optional<UnaryOperator<BigFraction>> exactly(Activation activation) {
        if (activation instanceof Activation.Relu) {
            return Optional.of(x -> x.signum() > 0 ? x : BigFraction.ZERO);
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            return Optional.of(x -> x.signum() >= 0 ? x : x.multiply(leaky.slope()));
        }
        if (activation instanceof Activation.Triangle) {
            return Optional.of(ActivationValues::triangle);
        }
        return Optional.empty();
    }
}
