package org.peftcheck.training.experiment;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.model.PretrainedVision;
import org.peftcheck.training.model.UntrainedVision;
import org.peftcheck.training.model.VisionFolder;

/** Opens pre-trained models of every kind. */
public final class PretrainedModels {

    private PretrainedModels() {}

    /**
     * Opens a model.
     *
     * @param model its name, folder or file, as {@link PretrainedEncoders#open} and {@link PretrainedDecoders#open} take them; the folder
     *     of a vision transformer; or the sizes of one with random weights, as {@link UntrainedVision#of} takes them
     * @return the model
     * @throws IllegalArgumentException when there is no such model or it cannot be used, in one line
     */
    public static PretrainedModel open(String model) {
        if (model.startsWith(UntrainedVision.PREFIX)) {
            return new VisionModel(UntrainedVision.of(model));
        }
        if (PretrainedDecoders.canOpen(model)) {
            return new DecoderModel(PretrainedDecoders.open(model));
        }
        Optional<Path> vision = visionFolder(model);
        return vision.isPresent()
                ? new VisionModel(opened(vision.get()))
                : new EncoderModel(PretrainedEncoders.open(model));
    }

    private static Optional<Path> visionFolder(String model) {
        try {
            Path folder = Path.of(model);
            return VisionFolder.holds(folder) ? Optional.of(folder) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BadModelException("model " + model, "to read it", e.toString(), e);
        }
    }

    private static PretrainedVision opened(Path folder) {
        try {
            return VisionFolder.open(folder);
        } catch (IOException e) {
            throw new BadModelException("model " + folder, "to read it", e.toString(), e);
        }
    }
}
