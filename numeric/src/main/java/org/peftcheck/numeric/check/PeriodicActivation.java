package org.peftcheck.numeric.check;

import java.math.BigInteger;
import org.peftcheck.theory.algebra.Activation;

/** The activations of period 1 on phases in units of 2^−192. */
final class PeriodicActivation {

    private static final BigInteger TURN = BigInteger.ONE.shiftLeft(FixedPointSine.BITS);
    private static final BigInteger QUARTER = TURN.shiftRight(2);
    private static final BigInteger HALF = TURN.shiftRight(1);

    /** 2π is less than 7. */
    private static final BigInteger SLOPE_OF_SINE = BigInteger.valueOf(7);

    private static final BigInteger SLOPE_OF_TRIANGLE = BigInteger.valueOf(4);

    private PeriodicActivation() {}

    /** The values on a phase: that at its lower end, exactly reduced, and the slope times the width on both sides. */
    static Span of(Activation activation, Span phase) {
        if (activation instanceof Activation.Sin2Pi) {
            return sine(phase);
        }
        if (activation instanceof Activation.SinPlusCos) {
            return sine(phase).plus(sine(phase.plus(Span.exactly(QUARTER))));
        }
        if (activation instanceof Activation.Triangle) {
            Span at = Span.exactly(triangle(phase.lo().mod(TURN)));
            return at.widen(phase.width().multiply(SLOPE_OF_TRIANGLE)).within(TURN);
        }
        throw new Rejection(
                "activation " + activation.id() + ": expected one of period 1: sin2pi, triangle or sin-plus-cos");
    }

    private static Span sine(Span phase) {
        return FixedPointSine.of(phase.lo())
                .widen(phase.width().multiply(SLOPE_OF_SINE))
                .within(TURN);
    }

    /** 4x up to 1/4, then 2 − 4x up to 3/4, then 4x − 4. */
    private static BigInteger triangle(BigInteger x) {
        if (x.compareTo(QUARTER) <= 0) {
            return x.shiftLeft(2);
        }
        return x.compareTo(QUARTER.add(HALF)) <= 0
                ? TURN.shiftLeft(1).subtract(x.shiftLeft(2))
                : x.subtract(TURN).shiftLeft(2);
    }
}
