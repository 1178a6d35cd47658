package org.peftcheck.theory.adapter;

import java.util.Map;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * The dimensions of a model that methods on hidden states see, as numbers.
 *
 * @param hidden the features d of a hidden state
 * @param feedForward the inner features f of the feed-forward network
 * @param bottleneck the bottleneck, or rank, m
 * @param blocks the number L of blocks
 * @param classes the number c of classes
 */
public record HiddenDimensions(int hidden, int feedForward, int bottleneck, int blocks, int classes) {

    /** Checks that all numbers are at least 1. */
    public HiddenDimensions {
        if (Math.min(Math.min(hidden, feedForward), Math.min(bottleneck, Math.min(blocks, classes))) < 1) {
            throw new IllegalArgumentException("hidden dimensions: expected d, f, m, L, c >= 1, got " + hidden + ", "
                    + feedForward + ", " + bottleneck + ", " + blocks + ", " + classes);
        }
    }

    /**
     * What to put in for the names.
     *
     * @return a map for {@link Polynomial#substitute}
     */
    public Map<Dimension, Polynomial> values() {
        return Map.of(
                Dimension.HIDDEN, Polynomial.constant(hidden),
                Dimension.FEED_FORWARD, Polynomial.constant(feedForward),
                Dimension.BOTTLENECK, Polynomial.constant(bottleneck),
                Dimension.BLOCKS, Polynomial.constant(blocks),
                Dimension.CLASSES, Polynomial.constant(classes));
    }
}
