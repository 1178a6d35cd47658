package org.peftcheck.training.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.engine.TrainedTensor.Group;

/**
 * A small network in plain Java: predictions w·x + b of the numbers of the tokens, scaled by a trained vector that plays the adapter,
 * and the mean squared error. The length of its inputs is fixed.
 */
final class LinearSession implements Session {

    private final int features;
    private final TrainedTensor scale;
    private final TrainedTensor weight;
    private final TrainedTensor bias;
    private double poison;

    LinearSession(int features) {
        this.features = features;
        this.scale = tensor("adapter:s", Group.ENCODER, true, features);
        this.weight = tensor("classifier.weight", Group.HEAD, true, 1, features);
        this.bias = tensor("classifier.bias", Group.HEAD, false, 1);
        for (int i = 0; i < features; i++) {
            scale.value().put(i, 1f);
            weight.value().put(i, 0.125f * (i % 3 - 1));
        }
    }

    static TrainedTensor tensor(String name, Group group, boolean decays, int... shape) {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        return new TrainedTensor(name, shape, group, decays, direct(count), direct(count));
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A batch whose rows and labels are drawn from its number. */
    static EncodedBatch batch(int rows, int length, long number) {
        int[] ids = new int[rows * length];
        float[] labels = new float[rows];
        SplittableRandom random = new SplittableRandom(number * 7919 + 1);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < length; i++) {
                ids[row * length + i] = random.nextInt(-2, 3);
                labels[row] += (i + 1) * 0.25f * ids[row * length + i];
            }
        }
        int[] zeros = new int[rows * length];
        return new EncodedBatch(rows, length, ids, zeros, zeros, zeros, labels);
    }

    /** From now on the loss is this number. */
    void poison(double loss) {
        poison = loss;
    }

    @Override
    public List<TrainedTensor> trained() {
        return List.of(scale, weight, bias);
    }

    @Override
    public double step(Batch given) {
        EncodedBatch batch = (EncodedBatch) given;
        float[] outputs = outputs(batch);
        float[] byScale = new float[features];
        float[] byWeight = new float[features];
        float byBias = 0;
        double loss = 0;
        for (int row = 0; row < batch.rows(); row++) {
            float error = outputs[row] - batch.labels()[row];
            loss += (double) error * error / batch.rows();
            float slope = 2 * error / batch.rows();
            byBias += slope;
            for (int i = 0; i < features; i++) {
                float x = batch.ids()[row * features + i];
                byWeight[i] += slope * x * scale.value().get(i);
                byScale[i] += slope * x * weight.value().get(i);
            }
        }
        scale.gradient().put(0, byScale);
        weight.gradient().put(0, byWeight);
        bias.gradient().put(0, byBias);
        return poison == 0 ? loss : poison;
    }

    @Override
    public float[] outputs(Batch given) {
        EncodedBatch batch = (EncodedBatch) given;
        float[] outputs = new float[batch.rows()];
        for (int row = 0; row < batch.rows(); row++) {
            outputs[row] = bias.value().get(0);
            for (int i = 0; i < features; i++) {
                outputs[row] += weight.value().get(i) * scale.value().get(i) * batch.ids()[row * features + i];
            }
        }
        return outputs;
    }

    /** All trained values, one tensor after the other. */
    float[] values() {
        float[] all = new float[2 * features + 1];
        scale.value().get(0, all, 0, features);
        weight.value().get(0, all, features, features);
        all[2 * features] = bias.value().get(0);
        return all;
    }

    @Override
    public void close() {}
}
