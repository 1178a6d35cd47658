package org.peftcheck.training.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.checkpoint.SafetensorsModel;
import org.peftcheck.numeric.checkpoint.StoredFloats;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.training.model.DecoderTokenizerSource.TokenizerJson;

/** Reads a decoder from a folder as Hugging Face's libraries write one. */
final class DecoderFolder {

    static final String CONFIG = "config.json";

    private static final String TOKENIZER = "tokenizer.json";
    private static final String GENERATION = "generation_config.json";
    private static final String PREFIX = "model.";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    private DecoderFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a decoder.
     *
     * @param folder a folder with configuration, weights and tokenizer
     * @throws BadModelException when a file is missing, the model is of another kind, or the weights do not fit
     * @throws org.peftcheck.papers.BadDataException when a field of the configuration is missing or wrong
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when the weights break their format's rules
     * @throws IOException when reading fails
     */
    static LanguageModel open(Path folder) throws IOException {
        DecoderFolder source = new DecoderFolder(folder);
        DecoderConfig config = DecoderConfigFile.read(folder.resolve(CONFIG));
        TokenizerJson tokenizer = new TokenizerJson(Files.readAllBytes(source.file(TOKENIZER)), source.ends());
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null ? folder.toString() : last.toString();
        return new LanguageModel(new PretrainedDecoder(name, config, source.weights(config)), tokenizer);
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw missing(name);
        }
        return file;
    }

    private BadModelException missing(String names) {
        return new BadModelException("model " + folder, "a file " + names, "none");
    }

    /** The file for generation goes before the configuration, as it may name more than one token. */
    private List<Integer> ends() throws IOException {
        for (String name : List.of(GENERATION, CONFIG)) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                JsonNode ends = json(file).path("eos_token_id");
                if (!ends.isMissingNode() && !ends.isNull()) {
                    return numbers(file, ends);
                }
            }
        }
        return List.of();
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new BadModelException(file.toString(), "a JSON object", e.getOriginalMessage(), e);
        }
    }

    private static List<Integer> numbers(Path file, JsonNode node) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : node.isArray() ? node : List.of(node)) {
            if (!number.isInt() || number.intValue() < 0) {
                throw new BadModelException(
                        file + ", eos_token_id", "the number of a token, or several", node.toString());
            }
            numbers.add(number.intValue());
        }
        return numbers;
    }

    private Map<String, FloatTensor> weights(DecoderConfig config) {
        Path file = SafetensorsModel.in(folder)
                .orElseThrow(() -> missing(SafetensorsModel.FILE + " or " + SafetensorsModel.INDEX));
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (StoredFloats tensor : StoredTensors.safetensors(file)) {
            if (tensor.name().endsWith("rotary_emb.inv_freq")) {
                continue;
            }
            boolean complete = tensor.name().startsWith(PREFIX) || tensor.name().equals(DecoderTensors.HEAD);
            String name = complete ? tensor.name() : PREFIX + tensor.name();
            if (weights.putIfAbsent(name, FloatTensor.of(tensor)) != null) {
                throw new BadModelException(file + ", tensor " + name, "it once", "it again as " + tensor.name());
            }
        }
        if (config.tiedHead()) {
            dropHead(file, weights);
        }
        return weights;
    }

    /** A tied head may be there a second time. */
    private static void dropHead(Path file, Map<String, FloatTensor> weights) {
        FloatTensor head = weights.remove(DecoderTensors.HEAD);
        if (head != null && !head.equals(weights.get(DecoderTensors.EMBEDDINGS))) {
            throw new BadModelException(
                    file + ", tensor " + DecoderTensors.HEAD,
                    DecoderTensors.EMBEDDINGS + " again, as tie_word_embeddings is true",
                    "other values");
        }
    }
}
