package org.peftcheck.theory.count;

/**
 * How a model is trained.
 *
 * @param batch sequences (or images) a step
 * @param length tokens a sequence; an image has its patches and a class token
 * @param bytes bytes of a number of the frozen weights and of the activations: 4 or 2
 */
public record TrainingSetup(int batch, int length, int bytes) {

    /** Bytes of a trainable number, of its gradient, and of each of the two moments of AdamW. */
    public static final int TRAINED_BYTES = 4;

    /** Checks that all numbers are at least 1. */
    public TrainingSetup {
        if (batch < 1 || length < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "training: expected batch, length, bytes >= 1, got " + batch + ", " + length + ", " + bytes);
        }
    }

    /** The tokens n of a step. */
    public long tokens() {
        return (long) batch * length;
    }
}
