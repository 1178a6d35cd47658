package org.peftcheck.training.run;

import java.nio.FloatBuffer;
import java.util.List;
import org.peftcheck.training.engine.TrainedTensor;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", Algorithm 2), in single precision:
 * with the gradient g, the rate η and the number of the update t from 1,
 *
 * <pre>
 *   m ← β₁ m + (1 − β₁) g            v ← β₂ v + (1 − β₂) g²
 *   θ ← (1 − η λ) θ − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * where λ is 0 for a tensor that does not decay. Values and gradients are in buffers of the session and go through blocks on the
 * heap, so that the loop over a block is compiled to vector instructions. The same state and gradients give the same bits.
 */
final class AdamW {

    private static final int BLOCK = 4096;

    private final List<TrainedTensor> tensors;
    private final AdamWSettings settings;
    private final float[][] first;
    private final float[][] second;
    private final float[] value = new float[BLOCK];
    private final float[] gradient = new float[BLOCK];
    private long updates;

    /**
     * An optimiser that has made no update.
     *
     * @param tensors what it updates, in this order
     * @param settings its hyper-parameters
     */
    AdamW(List<TrainedTensor> tensors, AdamWSettings settings) {
        this.tensors = List.copyOf(tensors);
        this.settings = settings;
        this.first = moments(tensors);
        this.second = moments(tensors);
    }

    private static float[][] moments(List<TrainedTensor> tensors) {
        return tensors.stream().map(tensor -> new float[tensor.count()]).toArray(float[][]::new);
    }

    /** How many updates it has made. */
    long updates() {
        return updates;
    }

    /** The first moments of each tensor: the arrays themselves. */
    float[][] first() {
        return first;
    }

    /** The second moments of each tensor: the arrays themselves. */
    float[][] second() {
        return second;
    }

    /**
     * Takes up the count of updates of another optimiser, whose moments are put into this one's arrays.
     *
     * @param made the number of updates
     */
    void resumeAt(long made) {
        updates = made;
    }

    /**
     * Updates all values by the gradients in the buffers.
     *
     * @param factor what the learning rates are multiplied by
     * @param scale what the gradients are multiplied by
     */
    void update(double factor, double scale) {
        updates++;
        double correction1 = 1 - Math.pow(settings.beta1(), updates);
        double correction2 = 1 - Math.pow(settings.beta2(), updates);
        for (int k = 0; k < tensors.size(); k++) {
            TrainedTensor tensor = tensors.get(k);
            double rate = factor * rate(tensor.group());
            double kept = tensor.decays() ? 1 - rate * settings.weightDecay() : 1;
            Coefficients by = new Coefficients(
                    (float) settings.beta1(),
                    (float) (1 - settings.beta1()),
                    (float) settings.beta2(),
                    (float) (1 - settings.beta2()),
                    (float) kept,
                    (float) (rate / correction1),
                    (float) (1 / Math.sqrt(correction2)),
                    (float) settings.epsilon(),
                    (float) scale);
            update(tensor, first[k], second[k], by);
        }
    }

    private double rate(TrainedTensor.Group group) {
        return group == TrainedTensor.Group.HEAD ? settings.headRate() : settings.encoderRate();
    }

    private void update(TrainedTensor tensor, float[] m, float[] v, Coefficients by) {
        FloatBuffer values = tensor.value();
        FloatBuffer gradients = tensor.gradient();
        for (int start = 0; start < m.length; start += BLOCK) {
            int length = Math.min(BLOCK, m.length - start);
            values.get(start, value, 0, length);
            gradients.get(start, gradient, 0, length);
            by.moments(gradient, m, v, start, length);
            by.values(value, m, v, start, length);
            values.put(start, value, 0, length);
        }
    }

    /** The numbers of one update of one tensor, and its loops. */
    private record Coefficients(
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float kept,
            float rate,
            float rootScale,
            float epsilon,
            float gradientScale) {

        void moments(float[] gradient, float[] m, float[] v, int start, int length) {
            float b1 = beta1;
            float f1 = fresh1;
            float b2 = beta2;
            float f2 = fresh2;
            float scale = gradientScale;
            for (int i = 0; i < length; i++) {
                float g = scale * gradient[i];
                m[start + i] = b1 * m[start + i] + f1 * g;
                v[start + i] = b2 * v[start + i] + f2 * g * g;
            }
        }

        void values(float[] value, float[] m, float[] v, int start, int length) {
            float keep = kept;
            float step = rate;
            float scale = rootScale;
            float least = epsilon;
            for (int i = 0; i < length; i++) {
                float root = (float) Math.sqrt(v[start + i]) * scale + least;
                value[i] = keep * value[i] - step * m[start + i] / root;
            }
        }
    }
}
