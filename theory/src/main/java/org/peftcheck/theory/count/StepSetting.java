package org.peftcheck.theory.count;

import java.math.BigInteger;

/**
 * The setting of a training step.
 *
 * @param batch the number of sequences, or images
 * @param length the tokens of each
 * @param bytes the bytes of a frozen weight and of an activation
 * @param keepsScores whether the attention keeps its scores for the backward pass, as one that is not fused does
 */
public record StepSetting(int batch, int length, int bytes, boolean keepsScores) {

    /** Checks that all numbers are at least 1. */
    public StepSetting {
        if (batch < 1 || length < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "training step: expected batch, length, bytes >= 1, got " + batch + ", " + length + ", " + bytes);
        }
    }

    /** The number of tokens of a step. */
    public BigInteger tokens() {
        return BigInteger.valueOf(batch).multiply(BigInteger.valueOf(length));
    }
}
