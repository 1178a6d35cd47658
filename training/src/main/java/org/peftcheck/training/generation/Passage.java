package org.peftcheck.training.generation;

import java.util.Arrays;

/**
 * Tokens whose likelihood after others is asked for.
 *
 * @param context the tokens before, at least one
 * @param continuation the tokens that are predicted, at least one
 */
public record Passage(int[] context, int[] continuation) {

    /** Checks the lengths. */
    public Passage {
        if (context.length < 1 || continuation.length < 1) {
            throw new IllegalArgumentException(
                    "passage: expected a context and a continuation of at least 1 token, got " + context.length
                            + " and " + continuation.length);
        }
    }

    /** Whether the tokens are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Passage that
                && Arrays.equals(context, that.context)
                && Arrays.equals(continuation, that.continuation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(context) + Arrays.hashCode(continuation);
    }

    @Override
    public String toString() {
        return Arrays.toString(context) + " then " + Arrays.toString(continuation);
    }
}
