package org.peftcheck.training.engine;

import java.util.Arrays;

/**
 * A batch of token sequences for a decoder, padded at the end to one length. No token sees those after it, so that padding needs no
 * mask; its token numbers may be any. The arrays are not copied.
 *
 * @param rows the number of sequences n
 * @param length tokens of each with the padding, T
 * @param ids token numbers, n · T of them, sequence by sequence
 * @param tokens for each sequence its tokens without the padding, from 1 to T
 * @param labels for each place the token that is to be predicted there, the next one of the text, or {@link #NONE}, n · T of them
 */
public record TokenBatch(int rows, int length, int[] ids, int[] tokens, int[] labels) implements Batch {

    /** The label of a place where nothing is predicted. */
    public static final int NONE = -1;

    /** Checks the lengths. */
    public TokenBatch {
        require("ids", rows * length, ids.length);
        require("numbers of tokens", rows, tokens.length);
        require("labels", rows * length, labels.length);
        for (int count : tokens) {
            if (count < 1 || count > length) {
                throw new IllegalArgumentException(
                        "batch: expected sequences of 1 to " + length + " tokens, got " + count);
            }
        }
    }

    /**
     * Sequences of which nothing is predicted yet.
     *
     * @param length tokens of each with the padding, at least as many as in the longest
     * @param padding the token number of padding
     * @param sequences the tokens of each
     * @return the batch
     */
    public static TokenBatch of(int length, int padding, int[]... sequences) {
        int rows = sequences.length;
        int[] ids = new int[rows * length];
        int[] tokens = new int[rows];
        Arrays.fill(ids, padding);
        for (int row = 0; row < rows; row++) {
            tokens[row] = sequences[row].length;
            if (tokens[row] > length) {
                throw new IllegalArgumentException(
                        "batch: expected sequences of 1 to " + length + " tokens, got " + tokens[row]);
            }
            System.arraycopy(sequences[row], 0, ids, row * length, tokens[row]);
        }
        int[] labels = new int[rows * length];
        Arrays.fill(labels, NONE);
        return new TokenBatch(rows, length, ids, tokens, labels);
    }

    /**
     * The same sequences, where in each the tokens from a place on are predicted from those before them.
     *
     * @param from for each sequence the first token that is predicted, from 1 to its number of tokens; none where it is that number
     * @return the batch with labels
     */
    public TokenBatch predicting(int... from) {
        require("beginnings of what is predicted", rows, from.length);
        int[] predicted = new int[rows * length];
        Arrays.fill(predicted, NONE);
        for (int row = 0; row < rows; row++) {
            if (from[row] < 1 || from[row] > tokens[row]) {
                throw new IllegalArgumentException("batch: expected to predict from a token between 1 and "
                        + tokens[row] + " on, got " + from[row]);
            }
            int start = row * length;
            System.arraycopy(ids, start + from[row], predicted, start + from[row] - 1, tokens[row] - from[row]);
        }
        return new TokenBatch(rows, length, ids, tokens, predicted);
    }

    @Override
    public TokenBatch part(int from, int to) {
        return new TokenBatch(
                to - from,
                length,
                Arrays.copyOfRange(ids, from * length, to * length),
                Arrays.copyOfRange(tokens, from, to),
                Arrays.copyOfRange(labels, from * length, to * length));
    }

    /** The number of places where a token is predicted. */
    @Override
    public long terms() {
        return Arrays.stream(labels).filter(label -> label != NONE).count();
    }

    private static void require(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException("batch: expected " + expected + " " + what + ", got " + found);
        }
    }
}
