package org.peftcheck.training.model;

import java.util.Map;

/**
 * What makes predictions of an encoder's hidden states.
 *
 * @param pooling how the hidden states of an input become one vector
 * @param dense whether a layer d × d with tanh comes between (the slots {@code classifier.dense.weight} and {@code .bias})
 * @param outputs the number of classes, or 1 for a regression
 * @param regression whether the output is a number and the loss the squared error
 * @param values the slots {@code classifier.weight}, outputs × d, and {@code classifier.bias}, and those of the layer between
 */
public record ClassifierHead(
        Pooling pooling, boolean dense, int outputs, boolean regression, Map<String, FloatTensor> values) {

    /** How hidden states become one vector. */
    public enum Pooling {
        /** The mean over the tokens that are no padding. */
        MEAN,
        /** The hidden state of the first token. */
        FIRST,
        /** The first token through the pre-trained pooler, a layer with tanh. */
        POOLER
    }

    /** Checks that a regression has one output; copies the map. */
    public ClassifierHead {
        if (outputs < 1 || regression && outputs != 1) {
            throw new IllegalArgumentException(
                    "head: expected at least 1 output, and 1 for a regression, got " + outputs);
        }
        values = Map.copyOf(values);
    }
}
