package org.peftcheck.numeric.check;

/** The forms of statements over the doubles: every rounding error is bounded, and the bounds enter the left side. */
final class RoundedForms {

    private RoundedForms() {}

    /**
     * A bound on ‖σ(W0Θ1)Θ2 − PAB‖_F: with S = σ(W0Θ1), at most ‖SΘ2 − W0XB‖_F + ‖P(W0X − A)‖_F ‖B‖_F, where W0X lies in the
     * column space, so that ‖P(W0X − A)‖ is at most ‖W0X − A‖ and at most ‖W0ᵀ(W0X − A)‖ / σ_min.
     */
    static Evidence range(CheckedInstance c) {
        double[][] w0 = c.floatWeight();
        double[][] a = c.floats("A", c.dOut(), c.rank());
        double[][] b = c.floats("B", c.rank(), c.dIn());
        double[][] x = c.floats("X", c.dIn(), c.rank());
        double[][] theta2 = c.floats("Theta2", c.width(), c.dIn());
        BallMatrix hidden = hidden(c, w0);
        BallMatrix reached = CompensatedProduct.of(w0, x);
        double outside = hidden.beside(reached.negate()).times(stack(theta2, b)).frobeniusUpper();
        BallMatrix residual = CompensatedProduct.minus(w0, x, a);
        double inside = Up.multiply(projection(w0, residual), Up.frobenius(b));
        double bound = Up.add(outside, inside);
        double size = Math.nextDown(hidden.times(theta2).frobeniusLower() - bound);
        return Evidence.errorAtMost(bound, Math.max(0, size));
    }

    /** A bound on ‖P(SΘ2 − AB)‖_F, at most ‖W0ᵀSΘ2 − W0ᵀAB‖_F / σ_min, or ‖SΘ2 − AB‖_F where W0 is not tall. */
    static Evidence projected(CheckedInstance c) {
        double[][] w0 = c.floatWeight();
        double[][] a = c.floats("A", c.dOut(), c.rank());
        double[][] b = c.floats("B", c.rank(), c.dIn());
        double[][] theta2 = c.floats("Theta2", c.width(), c.dIn());
        BallMatrix hidden = hidden(c, w0);
        BallMatrix target = BallMatrix.exact(a);
        if (c.dOut() <= c.dIn()) {
            double bound =
                    hidden.beside(target.negate()).times(stack(theta2, b)).frobeniusUpper();
            return Evidence.errorAtMost(bound, target.times(b).frobeniusLower());
        }
        BallMatrix seenHidden = CompensatedProduct.transposedTimes(w0, hidden);
        BallMatrix seenTarget = CompensatedProduct.transposedTimes(w0, target);
        double gap =
                seenHidden.beside(seenTarget.negate()).times(stack(theta2, b)).frobeniusUpper();
        double size = Math.nextDown(seenTarget.times(b).frobeniusLower() / Up.frobenius(w0));
        return Evidence.errorAtMost(Up.divide(gap, sigmaMin(w0)), Math.max(0, size));
    }

    private static BallMatrix hidden(CheckedInstance c, double[][] w0) {
        double[][] theta1 = c.floats("Theta1", c.dIn(), c.width());
        return BallActivation.apply(c.activation(), CompensatedProduct.of(w0, theta1));
    }

    private static double projection(double[][] w0, BallMatrix residual) {
        double direct = residual.frobeniusUpper();
        if (w0.length <= w0[0].length) {
            return direct;
        }
        double gap = CompensatedProduct.transposedTimes(w0, residual).frobeniusUpper();
        return Math.min(direct, Up.divide(gap, sigmaMin(w0)));
    }

    private static double sigmaMin(double[][] w0) {
        double bound = SmallestSingularValue.lowerBound(w0);
        if (!(bound > 0)) {
            throw new Rejection("no positive lower bound on the smallest singular value of W0 could be verified");
        }
        return bound;
    }

    private static double[][] stack(double[][] upper, double[][] lower) {
        double[][] both = java.util.Arrays.copyOf(upper, upper.length + lower.length);
        System.arraycopy(lower, 0, both, upper.length, lower.length);
        return both;
    }
}
