package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.numeric.checkpoint.TensorShapes;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.ListedArchitecture;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.network.DecoderNetwork;

/**
 * The model that a user names: one of the toolkit's, or a {@code config.json} or the folder of one, or a file of weights, among them a
 * checkpoint of llama2.c.
 */
final class ModelArgument {

    /** What the commands that train call a model. */
    private static final Map<String, String> SHORT = Map.of("minilm", "minilm-l6");

    private ModelArgument() {}

    /**
     * The architecture of a model; a known name goes before a file of the same name.
     *
     * @param model what the user gave
     * @throws IllegalArgumentException when it is neither a known name nor a sound file, in one line
     */
    static Architecture architecture(String model) {
        List<String> names = Peanut2025.architectureNames();
        String name = SHORT.getOrDefault(model, model);
        if (names.contains(name)) {
            return Peanut2025.architecture(name);
        }
        try {
            Path path = Path.of(model);
            Optional<DecoderConfig> llama = PretrainedDecoders.sizes(path);
            if (llama.isPresent()) {
                return DecoderNetwork.architecture(path.getFileName().toString(), llama.get());
            }
            if (Files.exists(path) || model.contains("/") || model.endsWith(".json") || TensorShapes.canRead(path)) {
                return TensorShapes.canRead(path) ? weights(path) : Architecture.read(path);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("model `" + model + "`: not a name or a path: " + e.getReason(), e);
        }
        throw new IllegalArgumentException(
                "model `" + model + "`: neither a known name nor a file" + NearNames.hint(model, names));
    }

    private static Architecture weights(Path path) {
        return ListedArchitecture.of(path.getFileName().toString(), TensorShapes.read(path));
    }
}
