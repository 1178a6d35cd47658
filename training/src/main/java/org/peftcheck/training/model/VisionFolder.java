package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.checkpoint.SafetensorsModel;
import org.peftcheck.numeric.checkpoint.StoredFloats;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;

/**
 * A vision transformer in a folder as Hugging Face's libraries write one: {@code config.json}, {@code model.safetensors} or an index of
 * several such files, and perhaps
 * {@code preprocessor_config.json}. What belongs to a head, a pooler or the reconstruction of patches is left out.
 */
public final class VisionFolder {

    /** The name of the configuration. */
    public static final String CONFIG = "config.json";
    /** The name of the weights. */
    public static final String WEIGHTS = SafetensorsModel.FILE;
    /** What comes before the names of the network's own tensors in a classifier. */
    public static final String PREFIX = "vit.";

    private static final List<String> PARTS = List.of("embeddings.", "encoder.", "layernorm.");
    private static final String MASK = "embeddings.mask_token";

    private VisionFolder() {}

    /**
     * Whether a folder's configuration is that of a vision transformer.
     *
     * @param folder a path
     * @return whether it is a folder with a configuration of {@code model_type} vit
     * @throws org.peftcheck.papers.BadDataException when its configuration cannot be read
     * @throws IOException when reading fails
     */
    public static boolean holds(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        return Files.isRegularFile(file)
                && fields(file).optionalText("model_type").orElse("").equals("vit");
    }

    private static Fields fields(Path file) throws IOException {
        return Document.read(file.toString(), Files.newInputStream(file));
    }

    /**
     * Reads a vision transformer.
     *
     * @param folder its folder
     * @return the network
     * @throws BadModelException when a file is missing or does not fit
     * @throws org.peftcheck.papers.BadDataException when a field of the configuration is missing or wrong
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when the weights break their format's rules
     * @throws IOException when reading fails
     */
    public static PretrainedVision open(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            throw new BadModelException("model " + folder, "a file " + CONFIG, "none");
        }
        Path stored = SafetensorsModel.in(folder)
                .orElseThrow(() -> new BadModelException(
                        "model " + folder, "a file " + WEIGHTS + " or " + SafetensorsModel.INDEX, "none"));
        VisionConfig config = config(fields(folder.resolve(CONFIG)));
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (StoredFloats tensor : StoredTensors.safetensors(stored)) {
            String name = tensor.name().startsWith(PREFIX) ? tensor.name().substring(PREFIX.length()) : tensor.name();
            if (!name.equals(MASK) && PARTS.stream().anyMatch(name::startsWith)) {
                if (weights.putIfAbsent(name, FloatTensor.of(tensor)) != null) {
                    throw new BadModelException("tensor " + name, "it once", "it again as " + tensor.name());
                }
            }
        }
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return new PretrainedVision(
                last == null ? folder.toString() : last.toString(),
                config,
                weights,
                ImageProcessingFile.read(folder, config));
    }

    private static VisionConfig config(Fields config) {
        String type = config.text("model_type");
        if (!type.equals("vit")) {
            throw config.refuse("model_type", "expected vit, got `" + type + "`");
        }
        int image = config.positive("image_size");
        int patch = config.positive("patch_size");
        if (image % patch != 0) {
            throw config.refuse("patch_size", "expected a divisor of image_size = " + image + ", got " + patch);
        }
        int hidden = config.positive("hidden_size");
        int heads = config.positive("num_attention_heads");
        if (hidden % heads != 0) {
            throw config.refuse(
                    "num_attention_heads", "expected a divisor of hidden_size = " + hidden + ", got " + heads);
        }
        return new VisionConfig(
                image,
                patch,
                config.positive("num_channels", 3),
                config.positive("num_hidden_layers"),
                hidden,
                heads,
                config.positive("intermediate_size"),
                config.positiveReal("layer_norm_eps", 1e-12),
                HiddenActivation.of(config),
                config.truth("qkv_bias", true));
    }
}
