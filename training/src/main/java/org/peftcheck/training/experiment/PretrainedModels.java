package org.peftcheck.training.experiment;

import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.model.PretrainedEncoders;

/** Opens pre-trained models of every kind. */
public final class PretrainedModels {

    private PretrainedModels() {}

    /**
     * Opens a model.
     *
     * @param model its name, folder or file, as {@link PretrainedEncoders#open} and {@link PretrainedDecoders#open} take them
     * @return the model
     * @throws IllegalArgumentException when there is no such model or it cannot be used, in one line
     */
    public static PretrainedModel open(String model) {
        if (PretrainedDecoders.canOpen(model)) {
            return new DecoderModel(PretrainedDecoders.open(model));
        }
        return new EncoderModel(PretrainedEncoders.open(model));
    }
}
