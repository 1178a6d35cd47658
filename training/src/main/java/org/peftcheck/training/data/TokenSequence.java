package org.peftcheck.training.data;

import java.util.Arrays;

/**
 * A text as tokens, of which a language model predicts the last ones.
 *
 * @param tokens the numbers of the tokens, at least two; treated as immutable
 * @param from the first that is predicted, from those before it, at least 1
 */
public record TokenSequence(int[] tokens, int from) {

    /** Checks that at least one token is predicted, and from another. */
    public TokenSequence {
        if (from < 1 || from >= tokens.length) {
            throw new IllegalArgumentException("tokens: expected to predict from a token between 1 and "
                    + (tokens.length - 1) + " on, got " + from);
        }
    }

    /** The number of tokens. */
    public int length() {
        return tokens.length;
    }

    /** The number of tokens that are predicted. */
    public int predicted() {
        return tokens.length - from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSequence that && from == that.from && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + from;
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens) + " from " + from;
    }
}
