package org.peftcheck.training.experiment;

import org.peftcheck.training.model.PretrainedEncoders;

/** Opens pre-trained models of every kind. */
public final class PretrainedModels {

    private PretrainedModels() {}

    /**
     * Opens a model.
     *
     * @param model its name or folder, as {@link PretrainedEncoders#open} takes them
     * @return the model
     * @throws IllegalArgumentException when there is no such model or it cannot be used, in one line
     */
    public static PretrainedModel open(String model) {
        return new EncoderModel(PretrainedEncoders.open(model));
    }
}
