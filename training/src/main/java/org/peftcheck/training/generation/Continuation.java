package org.peftcheck.training.generation;

import java.util.Arrays;

/**
 * What a model has written after a text.
 *
 * @param tokens the tokens, without the one that ends the text
 * @param logProbability the natural logarithm of its probability after the text, the ending token included where there is one
 * @param ended whether a token that ends a text came; else it was cut off
 */
public record Continuation(int[] tokens, double logProbability, boolean ended) {

    /** The number of tokens that were predicted: the ending one counts. */
    public int length() {
        return tokens.length + (ended ? 1 : 0);
    }

    /** Whether tokens, logarithm and end are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Continuation that
                && Arrays.equals(tokens, that.tokens)
                && Double.compare(logProbability, that.logProbability) == 0
                && ended == that.ended;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(tokens) + Double.hashCode(logProbability)) + Boolean.hashCode(ended);
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens) + (ended ? ", ended, " : ", cut off, ") + logProbability;
    }
}
