package org.peftcheck.training.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pre-trained decoder of the LLaMA family.
 *
 * @param name the model's name, or its folder's
 * @param config sizes and choices
 * @param weights the tensors of {@link DecoderTensors#required}, by their names, linear layers as d_out × d_in, query and key rows in the
 *     order of Hugging Face
 */
public record PretrainedDecoder(String name, DecoderConfig config, Map<String, FloatTensor> weights) {

    /**
     * Checks the weights against the configuration.
     *
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no decoder of these sizes
     */
    public PretrainedDecoder {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        DecoderTensors.check(name, config, weights);
    }

    /** Name and sizes; not the weights. */
    @Override
    public String toString() {
        return name + " " + config;
    }
}
