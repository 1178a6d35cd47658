package org.peftcheck.training.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pre-trained encoder of the BERT family.
 *
 * @param name the model's name, or its folder's
 * @param config sizes and choices
 * @param weights the tensors of {@link EncoderTensors#required} and perhaps those of {@link EncoderTensors#optional}, by their names,
 *     linear layers as d_out × d_in
 * @param tokenizer what its tokenizer is made from
 */
public record PretrainedEncoder(
        String name, EncoderConfig config, Map<String, FloatTensor> weights, TokenizerSource tokenizer) {

    /**
     * Checks the weights and the vocabulary against the configuration.
     *
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no encoder of these sizes, or when the
     *     vocabulary has more pieces than the table of word embeddings
     */
    public PretrainedEncoder {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        EncoderTensors.check(name, config, weights);
        if (tokenizer instanceof TokenizerSource.WordPieces words
                && words.pieces().size() > config.vocabulary()) {
            throw new BadModelException(
                    "model " + name,
                    "a vocabulary of at most " + config.vocabulary() + " pieces",
                    words.pieces().size() + "");
        }
    }

    /**
     * A tensor.
     *
     * @param tensor its name
     * @return the tensor
     * @throws IllegalArgumentException when the model has none of that name
     */
    public FloatTensor weight(String tensor) {
        FloatTensor found = weights.get(tensor);
        if (found == null) {
            throw new IllegalArgumentException("model " + name + ": expected the name of one of its " + weights.size()
                    + " tensors, got " + tensor);
        }
        return found;
    }

    /** Whether it has the layer that makes a vector of the first token. */
    public boolean hasPooler() {
        return weights.containsKey("pooler.dense.weight");
    }

    /** Whether it has the head that predicts masked words. */
    public boolean hasMaskedWordHead() {
        return weights.containsKey("cls.predictions.bias");
    }

    /** Name and sizes; not the weights. */
    @Override
    public String toString() {
        return name + " " + config;
    }
}
