package org.peftcheck.papers.architecture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The linear layers y = W x + b of one role in consecutive blocks, W of shape d_out × d_in.
 *
 * @param role what they do
 * @param target short name, such as {@code query} or {@code q_proj}
 * @param pattern Hugging Face module name, with {@code {i}} for the number of the block where there is one
 * @param first number of the first block, from 0
 * @param count how many there are
 * @param dOut rows of the weight
 * @param dIn columns of the weight
 * @param bias whether they have a bias, of d_out entries
 */
public record LinearLayer(
        LinearRole role, String target, String pattern, int first, int count, int dOut, int dIn, boolean bias) {

    static final String BLOCK = "{i}";

    /** Checks that there is something of it. */
    public LinearLayer {
        if (first < 0 || count < 1 || dOut < 1 || dIn < 1) {
            throw new IllegalArgumentException(
                    "linear layer " + pattern + ": expected first ≥ 0, count, d_out, d_in ≥ 1," + " got first " + first
                            + ", count " + count + ", d_out×d_in = " + dOut + "×" + dIn);
        }
    }

    /** The module names, in order of the blocks. */
    public List<String> names() {
        return IntStream.range(first, first + count)
                .mapToObj(i -> pattern.replace(BLOCK, Integer.toString(i)))
                .toList();
    }

    /** Entries of all weights, without biases: count · d_out · d_in. */
    public long weights() {
        return (long) count * dOut * dIn;
    }

    /** Parameters of all layers: weights and biases. */
    public long parameters() {
        return weights() + (bias ? (long) count * dOut : 0);
    }

    /** Parameters of all layers that stand in blocks. */
    static long parametersInBlocks(List<LinearLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.role().isInBlock())
                .mapToLong(LinearLayer::parameters)
                .sum();
    }

    /**
     * Those of them that stand in some consecutive blocks.
     *
     * @param from number of the first block wanted
     * @param to number of the last block wanted, included
     * @return the same layer with another first and count
     * @throws IllegalArgumentException when not all these blocks are there
     */
    public LinearLayer inBlocks(int from, int to) {
        int last = first + count - 1;
        if (from < first || to > last || from > to) {
            throw new IllegalArgumentException("linear layer " + pattern + ": expected blocks within " + first + " to "
                    + last + ", got " + from + " to " + to);
        }
        return new LinearLayer(role, target, pattern, from, to - from + 1, dOut, dIn, bias);
    }
}
