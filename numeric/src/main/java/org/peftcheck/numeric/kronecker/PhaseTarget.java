package org.peftcheck.numeric.kronecker;

import java.util.function.DoubleUnaryOperator;

/**
 * A column a ∈ R^d that σ(Wθ) is to come near, for a function σ of period 1.
 *
 * @param values the d values
 * @param preimages for each value its phases within a period, at least one
 * @param activation the function σ
 * @param tolerance the largest error ε allowed in any value
 * @param phaseTolerance an error of the phase that is always allowed: ε over the Lipschitz constant of σ
 */
public record PhaseTarget(
        double[] values,
        double[][] preimages,
        DoubleUnaryOperator activation,
        double tolerance,
        double phaseTolerance) {

    /** Checks that every value has a phase. */
    public PhaseTarget {
        if (values.length == 0 || values.length != preimages.length) {
            throw new IllegalArgumentException("target: expected as many lists of phases as values, at least one, got "
                    + preimages.length + " for " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || preimages[i].length == 0) {
                throw new IllegalArgumentException(
                        "target: value " + i + ": expected a value of the activation, got " + values[i]);
            }
            for (double phase : preimages[i]) {
                if (!Double.isFinite(phase)) {
                    throw new IllegalArgumentException("target: value " + i + ": expected finite phases, got " + phase);
                }
            }
        }
        if (!(tolerance > 0) || !(phaseTolerance > 0)) {
            throw new IllegalArgumentException("target: expected a tolerance > 0, got " + tolerance);
        }
    }

    /** The number d of values. */
    int size() {
        return values.length;
    }

    /** The error of a value at a phase. */
    double error(int row, double phase) {
        return Math.abs(activation.applyAsDouble(phase) - values[row]);
    }
}
