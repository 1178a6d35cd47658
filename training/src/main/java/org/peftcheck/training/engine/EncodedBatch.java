package org.peftcheck.training.engine;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch of tokenised inputs, padded to one length. All arrays but the last have {@code rows · length} entries, row by row. They are
 * not copied.
 *
 * @param rows the number of inputs n
 * @param length tokens of each with the padding, T
 * @param ids token numbers
 * @param tokenTypes the segment of each token, 0 or 1
 * @param positions the position of each token in the table of positions
 * @param mask 1 at a token, 0 at padding
 * @param labels for each input the class, or the target of a regression
 */
public record EncodedBatch(
        int rows, int length, int[] ids, int[] tokenTypes, int[] positions, int[] mask, float[] labels)
        implements Batch {

    /** Checks the lengths. */
    public EncodedBatch {
        require("ids", rows * length, ids.length);
        require("token types", rows * length, tokenTypes.length);
        require("positions", rows * length, positions.length);
        require("mask", rows * length, mask.length);
        require("labels", rows, Objects.requireNonNull(labels, "labels").length);
    }

    @Override
    public EncodedBatch part(int from, int to) {
        int first = from * length;
        int last = to * length;
        return new EncodedBatch(
                to - from,
                length,
                Arrays.copyOfRange(ids, first, last),
                Arrays.copyOfRange(tokenTypes, first, last),
                Arrays.copyOfRange(positions, first, last),
                Arrays.copyOfRange(mask, first, last),
                Arrays.copyOfRange(labels, from, to));
    }

    @Override
    public long terms() {
        return rows;
    }

    private static void require(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException("batch: expected " + expected + " " + what + ", got " + found);
        }
    }
}
