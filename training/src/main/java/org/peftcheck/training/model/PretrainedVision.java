package org.peftcheck.training.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A vision transformer, without a head.
 *
 * @param name the model's name, or its folder's
 * @param config sizes and choices
 * @param weights the tensors of {@link VisionTensors#required} by their names
 * @param processing what is done to images
 */
public record PretrainedVision(
        String name, VisionConfig config, Map<String, FloatTensor> weights, ImageProcessing processing) {

    /**
     * Checks the weights and the processing against the configuration.
     *
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no vision transformer of these sizes
     */
    public PretrainedVision {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        VisionTensors.check(name, config, weights);
        if (processing.side() != config.imageSize() || processing.channels() != config.channels()) {
            throw new BadModelException(
                    "model " + name,
                    "images of " + config.channels() + "×" + config.imageSize() + "×" + config.imageSize(),
                    processing.channels() + "×" + processing.side() + "×" + processing.side());
        }
    }

    /** Name and sizes; not the weights. */
    @Override
    public String toString() {
        return name + " " + config;
    }
}
