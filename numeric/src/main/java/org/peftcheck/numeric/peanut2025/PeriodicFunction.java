package org.peftcheck.numeric.peanut2025;

import java.util.function.DoubleUnaryOperator;
import org.peftcheck.theory.algebra.Activation;

/**
 * An activation of period 1 as a search needs it, in doubles.
 *
 * @param range the largest value that it and its negative take
 * @param lipschitz a Lipschitz constant
 * @param values the function
 * @param branch one phase of a value; every value has a second at {@code mirror} − it
 * @param mirror the sum of the two phases of a value
 */
record PeriodicFunction(
        double range, double lipschitz, DoubleUnaryOperator values, DoubleUnaryOperator branch, double mirror) {

    /**
     * The function of an activation.
     *
     * @param activation an activation
     * @throws IllegalArgumentException if it is not one of period 1
     */
    static PeriodicFunction of(Activation activation) {
        double turn = 2 * Math.PI;
        if (activation instanceof Activation.Sin2Pi) {
            return new PeriodicFunction(1, turn, x -> Math.sin(turn * x), a -> Math.asin(a) / turn, 0.5);
        }
        if (activation instanceof Activation.SinPlusCos) {
            double root = Math.sqrt(2);
            return new PeriodicFunction(
                    root,
                    turn * root,
                    x -> Math.sin(turn * x) + Math.cos(turn * x),
                    a -> Math.asin(Math.min(1, Math.max(-1, a / root))) / turn - 0.125,
                    0.25);
        }
        if (activation instanceof Activation.Triangle) {
            return new PeriodicFunction(1, 4, PeriodicFunction::triangle, a -> a / 4, 0.5);
        }
        throw new IllegalArgumentException(
                "activation: expected one of period 1 (sin2pi, sin-plus-cos, triangle), got " + activation.id());
    }

    private static double triangle(double x) {
        double fraction = x + 0.25 - Math.floor(x + 0.25);
        return 1 - 4 * Math.abs(fraction - 0.5);
    }

    /** Both phases of a value. */
    double[] preimages(double value) {
        double phase = branch.applyAsDouble(value);
        return new double[] {phase, mirror - phase};
    }
}
