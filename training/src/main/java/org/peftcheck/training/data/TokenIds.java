package org.peftcheck.training.data;

import java.util.Arrays;

/**
 * An input as token numbers, special tokens included. The arrays are not copied; whoever holds them treats them as immutable.
 *
 * @param ids the numbers of the tokens
 * @param types the segment of each: 0, or 1 for the second of two texts
 */
public record TokenIds(int[] ids, int[] types) {

    /** Checks that there are as many segments as tokens. */
    public TokenIds {
        if (ids.length != types.length) {
            throw new IllegalArgumentException("tokens: expected " + ids.length + " segments, got " + types.length);
        }
    }

    /** The number of tokens. */
    public int length() {
        return ids.length;
    }

    /** Whether tokens and segments are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TokenIds that && Arrays.equals(ids, that.ids) && Arrays.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(types);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids) + (Arrays.stream(types).anyMatch(type -> type != 0) ? Arrays.toString(types) : "");
    }
}
