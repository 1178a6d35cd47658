package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The setting of a training step.
 *
 * @param batch the number of sequences, or images
 * @param length the tokens of each
 * @param bytes the bytes of an activation, and of a frozen number of the method
 * @param weightBytes the bytes of a frozen weight of the model
 * @param keeping what is kept of the forward pass
 * @param head the head for the task; none where the model is taken as it is, with all its layers
 */
public record StepSetting(int batch, int length, int bytes, int weightBytes, Keeping keeping, Optional<TaskHead> head) {

    /** What is kept of the forward pass for the backward pass. */
    public enum Keeping {
        /** A fused attention keeps no scores; inputs of normalisations and activations are kept. */
        FUSED,
        /** The attention keeps its scores, too. */
        EAGER,
        /** What is entrywise is computed again from results of products and the states between parts of a block; this toolkit. */
        RECOMPUTED
    }

    /** Checks that all numbers are at least 1. */
    public StepSetting {
        if (batch < 1 || length < 1 || bytes < 1 || weightBytes < 1) {
            throw new IllegalArgumentException(
                    "training step: expected batch, length, bytes, bytes of a weight >= 1, got " + batch + ", " + length
                            + ", " + bytes + ", " + weightBytes);
        }
    }

    /**
     * A setting with one format for all that is frozen and for activations.
     *
     * @param batch the number of sequences, or images
     * @param length the tokens of each
     * @param bytes the bytes of a frozen weight and of an activation
     * @param keeping what is kept of the forward pass
     * @param head the head for the task
     */
    public StepSetting(int batch, int length, int bytes, Keeping keeping, Optional<TaskHead> head) {
        this(batch, length, bytes, bytes, keeping, head);
    }

    /**
     * A setting without a head for a task.
     *
     * @param batch the number of sequences, or images
     * @param length the tokens of each
     * @param bytes the bytes of a frozen weight and of an activation
     * @param keeping what is kept of the forward pass
     */
    public StepSetting(int batch, int length, int bytes, Keeping keeping) {
        this(batch, length, bytes, keeping, Optional.empty());
    }

    /** The number of tokens of a step. */
    public BigInteger tokens() {
        return BigInteger.valueOf(batch).multiply(BigInteger.valueOf(length));
    }
}
