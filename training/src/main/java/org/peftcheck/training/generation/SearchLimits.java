package org.peftcheck.training.generation;

import java.util.Set;

/**
 * Where a continuation ends.
 *
 * @param tokens the most tokens that are written; the longest input of the model ends it too
 * @param ends the tokens that end a text; perhaps none
 */
public record SearchLimits(int tokens, Set<Integer> ends) {

    /** Checks the number. */
    public SearchLimits {
        ends = Set.copyOf(ends);
        if (tokens < 1) {
            throw new IllegalArgumentException("continuation: expected at least 1 token, got " + tokens);
        }
    }

    /**
     * The most tokens that can follow a text. The last one is written and not read again.
     *
     * @throws IllegalArgumentException when the text is empty or longer than the model reads
     */
    int after(int[] text, NextToken model) {
        if (text.length < 1 || text.length > model.longestInput()) {
            throw new IllegalArgumentException(
                    "prompt: expected 1 to " + model.longestInput() + " tokens, got " + text.length);
        }
        return Math.min(tokens, model.longestInput() + 1 - text.length);
    }
}
