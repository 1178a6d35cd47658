package org.peftcheck.training.tie;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.reading.ActivationValues;
import org.peftcheck.theory.algebra.Activation;

/** What activations, softmax and layer normalisation do to deviations, their own rounding included. */
final class BoundedActivations {

    private static final double U = Upwards.U;
    /** Beyond this growth of the sum nothing is known of shares but that they are between 0 and 1. */
    private static final double GREATEST = 1e100;

    private BoundedActivations() {}

    /**
     * An activation. Deviations grow by its Lipschitz constant at most; its evaluation is off by no more than its value is from the
     * ends of an enclosure.
     */
    static BoundedTensor activate(Activation activation, BoundedTensor tensor) {
        DoubleUnaryOperator function = ActivationValues.inDoubles(activation);
        double[] x = tensor.entries();
        double[] values = new double[x.length];
        double[] errors = new double[x.length];
        IntStream.range(0, x.length).parallel().forEach(k -> {
            values[k] = function.applyAsDouble(x[k]);
            errors[k] = activation instanceof Activation.Relu ? 0 : error(activation, x[k], values[k]);
        });
        double lipschitz = lipschitz(activation);
        if (tensor.isExact() || tensor.deviation() instanceof Deviation.Entries) {
            double[] radii = tensor.radii();
            for (int k = 0; k < radii.length; k++) {
                radii[k] = Upwards.slack(lipschitz * radii[k] + errors[k]);
            }
            return BoundedTensor.of(tensor.shape(), values, new Deviation.Entries(radii));
        }
        double[] rows = tensor.rowRadii().clone();
        double[] rounding = Upwards.rowNorms(errors, tensor.last());
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Upwards.slack(lipschitz * rows[i] + rounding[i]);
        }
        return BoundedTensor.of(tensor.shape(), values, new Deviation.Along(tensor.dimensions().length - 1, rows));
    }

    private static double error(Activation activation, double x, double value) {
        Interval exact = ActivationEnclosure.of(activation, Interval.of(x));
        return Interval.of(value).minus(exact).magnitude();
    }

    /** Upper bounds on |σ′|; GELU's is largest at √2 with 1.12891, SiLU's near 2.4 with 1.09984. */
    static double lipschitz(Activation activation) {
        if (activation instanceof Activation.Gelu) {
            return 1.12892;
        }
        if (activation instanceof Activation.Silu) {
            return 1.09985;
        }
        if (activation instanceof Activation.Sin2Pi) {
            return 6.283186;
        }
        if (activation instanceof Activation.SinPlusCos) {
            return 8.885766;
        }
        return activation instanceof Activation.Triangle ? 4 : 1;
    }

    /**
     * Shares. With scores off by s_j, a share p_j moves by a factor between exp(±(s_j + s̄)), exp(s̄) = Σ p exp(s), and no share moves by
     * more than 1. The rounding of the score's distance from the greatest and of its exponential counts as a deviation of the score.
     */
    static double[] softmax(BoundedTensor tensor) {
        int n = tensor.last();
        double[] x = tensor.entries();
        double[] scores = tensor.radii();
        double[] radii = new double[x.length];
        for (int from = 0; from < x.length; from += n) {
            double greatest = Arrays.stream(x, from, from + n).max().orElseThrow();
            double[] s = new double[n];
            double total = 0;
            double excess = 0;
            for (int j = 0; j < n; j++) {
                double distance = greatest - x[from + j];
                s[j] = Upwards.slack(scores[from + j] + U * distance + 3 * U);
                total += Math.exp(-distance);
                excess += grown(s[j], -distance);
            }
            if (!(excess < GREATEST)) {
                Arrays.fill(radii, from, from + n, 1);
                continue;
            }
            double common = Math.log1p(Upwards.slack(excess / total));
            for (int j = 0; j < n; j++) {
                double size = x[from + j] - greatest;
                double grown = Upwards.slack(grown(Upwards.slack(s[j] + common), size)) / total;
                double rounding = Upwards.gamma(n + 4L) * Math.exp(size) / total;
                radii[from + j] = Math.min(1, Upwards.slack(grown + rounding));
            }
        }
        return radii;
    }

    /** exp(size) (exp(by) − 1), or exp(size + by) above it, where one factor might be 0 and the other infinite, as with scores that are masked. */
    private static double grown(double by, double size) {
        return by < 1 ? Math.exp(size) * Math.expm1(by) : Math.exp(size + by);
    }

    /**
     * Layer normalisation. On the ball around the centred row c, c ↦ c/√(‖c‖²/d + ε) has a Lipschitz constant of 1/√(m²/d + ε), m the
     * least norm in the ball, and its values have norms of at most √d.
     *
     * @return bounds of rows
     */
    static double[] layerNorm(
            BoundedTensor tensor, BoundedTensor gain, BoundedTensor bias, double epsilon, double[] normalised) {
        if (!gain.isExact() || !bias.isExact()) {
            throw new IllegalArgumentException("layer norm: expected gain and bias that are exact");
        }
        int d = tensor.last();
        double[] x = tensor.entries();
        double[] rho = tensor.rowRadii();
        double largest = Arrays.stream(gain.entries()).map(Math::abs).max().orElseThrow();
        double offset = Upwards.norm(bias.entries());
        double gamma = Upwards.gamma(d + 4L);
        double[] radii = new double[rho.length];
        for (int i = 0; i < radii.length; i++) {
            double mean = Arrays.stream(x, i * d, i * d + d).sum() / d;
            double squares = 0;
            for (int k = i * d; k < i * d + d; k++) {
                squares += (x[k] - mean) * (x[k] - mean);
            }
            double centring = 2 * gamma * Upwards.norm(x, i * d, d, 1);
            double moved = Upwards.slack(rho[i] + centring);
            double unit = normalised(moved, squares, d, epsilon);
            double rounding = 2 * U * (Upwards.norm(normalised, i * d, d, 1) + offset);
            radii[i] = Upwards.slack(largest * unit + rounding);
        }
        return radii;
    }

    /** How far c/√(‖c‖²/d + ε) moves at most when c does, with the rounding of its evaluation. */
    private static double normalised(double moved, double squares, int d, double epsilon) {
        double least = Math.max(0, (Math.sqrt(squares) - moved) * (1 - 1e-8));
        double slope = 1 / (Math.sqrt(least * least / d + epsilon) * (1 - 1e-8));
        double most = 2 * Math.sqrt(d);
        return Math.min(most, moved * slope) + 4 * Upwards.gamma(d + 4L) * Math.sqrt(d);
    }

    /** Normalisation by the root mean square, as layer normalisation without its centring and its bias. */
    static double[] rmsNorm(BoundedTensor tensor, BoundedTensor gain, double epsilon, double[] result) {
        if (!gain.isExact()) {
            throw new IllegalArgumentException("RMS norm: expected a gain that is exact");
        }
        int d = tensor.last();
        double[] x = tensor.entries();
        double[] rho = tensor.rowRadii();
        double largest = Arrays.stream(gain.entries()).map(Math::abs).max().orElseThrow();
        double[] radii = new double[rho.length];
        for (int i = 0; i < radii.length; i++) {
            double squares = 0;
            for (int k = i * d; k < i * d + d; k++) {
                squares += x[k] * x[k];
            }
            double unit = normalised(Upwards.slack(rho[i]), squares, d, epsilon);
            radii[i] = Upwards.slack(largest * unit + 2 * U * Upwards.norm(result, i * d, d, 1));
        }
        return radii;
    }
}
