package org.peftcheck.training.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.training.model.DecoderConfig.Family;

/**
 * Reads the {@code config.json} of a decoder. Sizes are read as the counts read them; scaled rotary positions, sliding windows and other
 * activations are refused.
 */
final class DecoderConfigFile {

    private static final List<String> TYPES = List.of("llama", "mistral", "qwen2", "qwen3");
    private static final double USUAL_EPSILON = 1e-6;
    private static final double USUAL_BASE = 10000;

    private final Path file;
    private final Fields fields;
    private final JsonNode json;

    private DecoderConfigFile(Path file) throws IOException {
        this.file = file;
        this.fields = Document.read(file.toString(), Files.newInputStream(file));
        this.json = new JsonMapper().readTree(Files.readString(file));
    }

    /**
     * Whether a configuration names one of the kinds of decoders.
     *
     * @param file the file, perhaps no JSON
     * @throws IOException when reading fails
     */
    static boolean isDecoder(Path file) throws IOException {
        try {
            JsonNode config = new JsonMapper().readTree(Files.readAllBytes(file));
            return TYPES.contains(config.path("model_type").asText());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * Reads a configuration.
     *
     * @param file the file
     * @throws BadModelException when it asks for something that is not supported
     * @throws org.peftcheck.papers.BadDataException when a field is missing or wrong
     * @throws IOException when reading fails
     */
    static DecoderConfig read(Path file) throws IOException {
        return new DecoderConfigFile(file).config();
    }

    private DecoderConfig config() {
        String type = fields.text("model_type");
        if (!TYPES.contains(type)) {
            throw fields.refuse("model_type", "expected llama, mistral, qwen2 or qwen3, got `" + type + "`");
        }
        LlamaArchitecture sizes = (LlamaArchitecture) Architecture.read(file);
        String activation = fields.optionalText("hidden_act").orElse("silu");
        if (!activation.equals("silu")) {
            throw fields.refuse("hidden_act", "expected silu, got `" + activation + "`");
        }
        if (sizes.headSize() % 2 != 0) {
            throw fields.refuse("head_dim", "expected an even number, for rotary positions, got " + sizes.headSize());
        }
        int longest = fields.positive("max_position_embeddings");
        checkPositions();
        checkWindow(type, longest);
        return new DecoderConfig(
                type.equals("qwen3") ? Family.QWEN3 : Family.LLAMA,
                sizes.blocks(),
                sizes.hiddenSize(),
                sizes.heads(),
                sizes.keyValueHeads(),
                sizes.headSize(),
                sizes.intermediateSize(),
                sizes.vocabularySize(),
                longest,
                fields.positiveReal("rms_norm_eps", USUAL_EPSILON),
                base(),
                sizes.tiedHead(),
                sizes.biases());
    }

    /** The base is a field of its own, or one of {@code rope_parameters} in files of later versions. */
    private double base() {
        JsonNode later = json.path("rope_parameters").path("rope_theta");
        if (!later.isNumber()) {
            return fields.positiveReal("rope_theta", USUAL_BASE);
        }
        if (!(later.doubleValue() > 0)) {
            throw bad("rope_parameters, rope_theta", "a number above zero", later.toString());
        }
        return later.doubleValue();
    }

    private void checkPositions() {
        for (String name : List.of("rope_scaling", "rope_parameters")) {
            JsonNode scaling = json.path(name);
            JsonNode type = scaling.has("rope_type") ? scaling.path("rope_type") : scaling.path("type");
            boolean none = scaling.isMissingNode() || scaling.isNull();
            if (!none && !type.asText("default").equals("default")) {
                throw bad(
                        name,
                        "null or the type default: scaled rotary positions are not supported",
                        scaling.toString());
            }
            if (!none && (scaling.has("factor") || !scaling.isObject())) {
                throw bad(name, "null or the type default without a factor", scaling.toString());
            }
        }
    }

    private void checkWindow(String type, int longest) {
        JsonNode window = json.path("sliding_window");
        boolean used = type.equals("mistral") || json.path("use_sliding_window").asBoolean(false);
        if (used && window.isNumber() && window.asLong() < longest) {
            throw bad("sliding_window", "null or at least max_position_embeddings = " + longest, window.toString());
        }
    }

    private BadModelException bad(String field, String expected, String found) {
        return new BadModelException(file + ", " + field, expected, found);
    }
}
