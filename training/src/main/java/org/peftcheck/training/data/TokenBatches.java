package org.peftcheck.training.data;

import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.TokenBatch;

/**
 * Batches of token sequences, filled up to a length that is a multiple of 16.
 *
 * @param longest the most tokens of a sequence, beyond which lengths are not rounded
 */
public record TokenBatches(int longest) {

    private static final int MULTIPLE = 16;
    private static final int PADDING = 0;

    /**
     * A batch, in which the last tokens of each sequence are predicted.
     *
     * @param sequences the sequences, at least one
     * @return the batch, its rows in the same order
     * @throws IllegalArgumentException when a sequence is too long
     */
    public TokenBatch batch(List<TokenSequence> sequences) {
        int most = sequences.stream().mapToInt(TokenSequence::length).max().orElseThrow();
        int length = Math.max(most, Math.min(longest, (most + MULTIPLE - 1) / MULTIPLE * MULTIPLE));
        if (length > longest) {
            throw new IllegalArgumentException(
                    "batch: expected sequences of at most " + longest + " tokens, got " + most);
        }
        int[][] tokens = sequences.stream().map(TokenSequence::tokens).toArray(int[][]::new);
        int[] from = sequences.stream().mapToInt(TokenSequence::from).toArray();
        return TokenBatch.of(length, PADDING, tokens).predicting(from);
    }

    /**
     * The batch of a step of training.
     *
     * @param sequences all sequences
     * @param order which of them are in which batch
     * @param step the number of the step, from 0
     * @return the batch
     */
    public TokenBatch batch(List<TokenSequence> sequences, BatchOrder order, long step) {
        return batch(Arrays.stream(order.members(step)).mapToObj(sequences::get).toList());
    }
}
