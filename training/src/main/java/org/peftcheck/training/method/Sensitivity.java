package org.peftcheck.training.method;

import org.peftcheck.training.engine.TrainedTensor;

/**
 * How much the loss depends on each entry θ of a tensor: I = |θ ∂L/∂θ|, smoothed over the steps, and how uncertain that is (Zhang et al.
 * 2023, equations (9) and (10)):
 *
 * <pre>
 *   Ī ← β₁ Ī + (1 − β₁) I        Ū ← β₂ Ū + (1 − β₂) |I − Ī|
 * </pre>
 *
 * with β₁ = β₂ = 0.85, from 0.
 */
final class Sensitivity {

    private static final float BETA = 0.85f;

    private final TrainedTensor tensor;
    private final float[] mean;
    private final float[] uncertainty;

    Sensitivity(TrainedTensor tensor) {
        this.tensor = tensor;
        this.mean = new float[tensor.count()];
        this.uncertainty = new float[tensor.count()];
    }

    TrainedTensor tensor() {
        return tensor;
    }

    float[] mean() {
        return mean;
    }

    float[] uncertainty() {
        return uncertainty;
    }

    /** Takes up the values and the gradient of a step, which the optimiser has multiplied by a factor. */
    void observe(double scale) {
        for (int k = 0; k < mean.length; k++) {
            float now = Math.abs(
                    tensor.value().get(k) * (float) (scale * tensor.gradient().get(k)));
            mean[k] = BETA * mean[k] + (1 - BETA) * now;
            uncertainty[k] = BETA * uncertainty[k] + (1 - BETA) * Math.abs(now - mean[k]);
        }
    }

    /** The score of an entry, Ī · Ū. */
    double score(int entry) {
        return (double) mean[entry] * uncertainty[entry];
    }
}
