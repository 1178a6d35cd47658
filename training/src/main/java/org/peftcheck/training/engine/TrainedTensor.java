package org.peftcheck.training.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor that training changes. The buffers belong to the session: direct, in native order, of as many entries as the shape has,
 * position 0. What is written into {@code value} is what the next step uses; {@code gradient} is overwritten by each step.
 *
 * @param name unique in the network, such as {@code encoder.layer.0.attention.self.query.weight:Theta1}
 * @param shape its dimensions
 * @param group whether it belongs to the head
 * @param decays whether weight decay applies: not to biases and normalisations
 * @param value the entries, the last dimension running fastest
 * @param gradient the derivative of the loss by each entry
 */
public record TrainedTensor(
        String name, int[] shape, Group group, boolean decays, FloatBuffer value, FloatBuffer gradient) {

    /** The part of the network that a tensor belongs to; each has its own learning rate. */
    public enum Group {
        /** Slots of adapters, or weights of the encoder themselves. */
        ENCODER,
        /** The head that makes predictions of features. */
        HEAD
    }

    /** The number of entries. */
    public int count() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
