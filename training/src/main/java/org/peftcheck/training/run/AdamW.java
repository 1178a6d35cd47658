package org.peftcheck.training.run;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
 * where λ is 0 for a tensor that does not decay. Values, gradients and moments go through blocks on the heap, each loop over a
 * block with one array that it writes: the compiler makes vector instructions of such loops, and of hardly any others. The same state and gradients give the same bits.
 */
public final class AdamW {

    private static final int BLOCK = 4096;

    private final List<TrainedTensor> tensors;
    private final AdamWSettings settings;
    private final float[][] first;
    private final float[][] second;
    private final float[] value = new float[BLOCK];
    private final float[] gradient = new float[BLOCK];
    private final float[] mean = new float[BLOCK];
    private final float[] square = new float[BLOCK];
    private long updates;

    /**
     * An optimiser that has made no update.
     *
     * @param tensors what it updates, in this order
     * @param settings its hyper-parameters
     */
    public AdamW(List<TrainedTensor> tensors, AdamWSettings settings) {
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

    /** The bytes of its moments. */
    public long stateBytes() {
        return Stream.of(first, second)
                .flatMap(Arrays::stream)
                .mapToLong(moments -> (long) moments.length * Float.BYTES)
                .sum();
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
    public void update(double factor, double scale) {
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
            System.arraycopy(m, start, mean, 0, length);
            System.arraycopy(v, start, square, 0, length);
            scale(gradient, by.gradientScale(), length);
            toMean(mean, gradient, by.beta1(), by.fresh1(), length);
            toSquare(square, gradient, by.beta2(), by.fresh2(), length);
            step(by, length);
            System.arraycopy(mean, 0, m, start, length);
            System.arraycopy(square, 0, v, start, length);
            values.put(start, value, 0, length);
        }
    }

    private static void scale(float[] numbers, float factor, int length) {
        for (int i = 0; i < length; i++) {
            numbers[i] *= factor;
        }
    }

    private static void toMean(float[] mean, float[] gradient, float kept, float fresh, int length) {
        for (int i = 0; i < length; i++) {
            mean[i] = kept * mean[i] + fresh * gradient[i];
        }
    }

    private static void toSquare(float[] square, float[] gradient, float kept, float fresh, int length) {
        for (int i = 0; i < length; i++) {
            square[i] = kept * square[i] + fresh * (gradient[i] * gradient[i]);
        }
    }

    private void step(Coefficients by, int length) {
        step(value, mean, square, by.kept(), by.rate(), by.rootScale(), by.epsilon(), length);
    }

    private static void step(
            float[] value,
            float[] mean,
            float[] square,
            float kept,
            float rate,
            float root,
            float epsilon,
            int length) {
        for (int i = 0; i < length; i++) {
            value[i] = kept * value[i] - rate * mean[i] / ((float) Math.sqrt(square[i]) * root + epsilon);
        }
    }

    /** The numbers of one update of one tensor. */
    private record Coefficients(
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float kept,
            float rate,
            float rootScale,
            float epsilon,
            float gradientScale) {}
}
