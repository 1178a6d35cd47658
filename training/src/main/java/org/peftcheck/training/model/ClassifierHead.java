package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes predictions of an encoder's hidden states. Its slots are {@code classifier.weight}, outputs × d, and {@code classifier.bias},
 * and where a layer comes between, that layer's {@code classifier.dense.weight}, d × d, and {@code classifier.dense.bias}.
 *
 * @param pooling how the hidden states of an input become one vector
 * @param dense whether a layer d × d with tanh comes between
 * @param outputs the number of classes, or 1 for a regression
 * @param regression whether the output is a number and the loss the squared error
 */
public record ClassifierHead(Pooling pooling, boolean dense, int outputs, boolean regression) {

    /** How hidden states become one vector. */
    public enum Pooling {
        /** The mean over the tokens that are no padding. */
        MEAN,
        /** The hidden state of the first token. */
        FIRST,
        /** The first token through the pre-trained pooler, a layer with tanh. */
        POOLER
    }

    /** Checks that a regression has one output. */
    public ClassifierHead {
        if (outputs < 1 || regression && outputs != 1) {
            throw new IllegalArgumentException(
                    "head: expected at least 1 output, and 1 for a regression, got " + outputs);
        }
    }

    /**
     * The shapes of its slots.
     *
     * @param hidden the features of a hidden state, d
     * @return dimensions by name
     */
    public Map<String, int[]> shapes(int hidden) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        if (dense) {
            shapes.put("classifier.dense.weight", new int[] {hidden, hidden});
            shapes.put("classifier.dense.bias", new int[] {hidden});
        }
        shapes.put("classifier.weight", new int[] {outputs, hidden});
        shapes.put("classifier.bias", new int[] {outputs});
        return shapes;
    }

    /**
     * The loss: cross-entropy of classes, or the squared error of a regression.
     *
     * @param algebra the reading
     * @param predictions its outputs
     * @param labels n × outputs: a one at the class in each row, or the targets
     * @param <T> what a tensor is
     * @return a single number
     */
    public <T> T loss(TensorAlgebra<T> algebra, T predictions, T labels) {
        return regression ? algebra.meanSquaredError(predictions, labels) : algebra.crossEntropy(predictions, labels);
    }
}
