package org.peftcheck.training.generation;

/**
 * The few lengths to which texts are padded, so that a session makes few plans: 8, 12, 16, 24, 32, 48, … and the longest.
 *
 * @param longest the most tokens that the model reads
 */
record PaddedLengths(int longest) {

    private static final int LEAST = 8;

    /** Checks that there is room for a token. */
    PaddedLengths {
        if (longest < 1) {
            throw new IllegalArgumentException("longest input: expected at least 1 token, got " + longest);
        }
    }

    /**
     * The smallest of the lengths that is enough.
     *
     * @throws IllegalArgumentException when there are more tokens than the model reads
     */
    int of(int tokens) {
        if (tokens > longest) {
            throw new IllegalArgumentException("text: expected at most " + longest + " tokens, got " + tokens);
        }
        int length = LEAST;
        while (length < tokens) {
            int between = length + length / 2;
            length = tokens <= between ? between : 2 * length;
        }
        return Math.min(length, longest);
    }
}
