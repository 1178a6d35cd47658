package org.peftcheck.numeric.check;

import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.algebra.Activation;

/** Activations of balls: the ReLU is 1-Lipschitz, the others are enclosed by intervals. What overflowed is unknown. */
final class BallActivation {

    private BallActivation() {}

    static BallMatrix apply(Activation activation, BallMatrix x) {
        double[][] mid = new double[x.rows()][x.columns()];
        double[][] rad = new double[x.rows()][x.columns()];
        java.util.stream.IntStream.range(0, x.rows()).parallel().forEach(i -> {
            for (int j = 0; j < x.columns(); j++) {
                if (!Double.isFinite(x.mid()[i][j]) || !Double.isFinite(x.rad()[i][j])) {
                    rad[i][j] = Double.POSITIVE_INFINITY;
                } else if (activation instanceof Activation.Relu) {
                    relu(x, i, j, mid, rad);
                } else {
                    enclosed(activation, x, i, j, mid, rad);
                }
            }
        });
        return new BallMatrix(mid, rad);
    }

    private static void relu(BallMatrix x, int i, int j, double[][] mid, double[][] rad) {
        if (x.upper(i, j) <= 0) {
            return;
        }
        mid[i][j] = Math.max(0, x.mid()[i][j]);
        rad[i][j] = x.rad()[i][j];
    }

    private static void enclosed(Activation activation, BallMatrix x, int i, int j, double[][] mid, double[][] rad) {
        if (!Double.isFinite(x.lower(i, j)) || !Double.isFinite(x.upper(i, j))) {
            rad[i][j] = Double.POSITIVE_INFINITY;
            return;
        }
        Interval value = ActivationEnclosure.of(activation, new Interval(x.lower(i, j), x.upper(i, j)));
        double middle = value.lo() + 0.5 * (value.hi() - value.lo());
        mid[i][j] = middle;
        rad[i][j] = Math.nextUp(Math.max(value.hi() - middle, middle - value.lo()));
    }
}
