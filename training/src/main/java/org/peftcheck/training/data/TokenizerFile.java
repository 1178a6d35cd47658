package org.peftcheck.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A {@code tokenizer.json} of Hugging Face: its vocabulary, and itself without the padding and truncation that it may ask for.
 *
 * @param json the file without padding and truncation
 * @param ids the number of each piece, special tokens included
 */
record TokenizerFile(String json, Map<String, Integer> ids) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads a file.
     *
     * @param bytes its contents
     * @param name its name for messages
     * @return the file
     * @throws BadDatasetException when it is no such file
     */
    static TokenizerFile read(byte[] bytes, String name) {
        JsonNode root = parse(bytes, name);
        JsonNode vocabulary = root.path("model").path("vocab");
        if (!vocabulary.isObject() || vocabulary.isEmpty()) {
            String type = root.path("model").path("type").asText("none");
            throw new BadDatasetException(
                    name + ", model.vocab", "pieces with their numbers", "a model of type " + type);
        }
        Map<String, Integer> ids = new HashMap<>();
        vocabulary
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), number(name, entry.getKey(), entry.getValue())));
        for (JsonNode added : root.path("added_tokens")) {
            String piece = added.path("content").asText();
            ids.put(piece, number(name, piece, added.path("id")));
        }
        ObjectNode plain = ((ObjectNode) root).putNull("padding").putNull("truncation");
        return new TokenizerFile(plain.toString(), Map.copyOf(ids));
    }

    private static JsonNode parse(byte[] bytes, String name) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (root == null || !root.isObject()) {
                throw new BadDatasetException(name, "a JSON object", "none");
            }
            return root;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new BadDatasetException(name + where, "JSON", e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadDatasetException(name, "JSON", e.toString());
        }
    }

    private static int number(String name, String piece, JsonNode id) {
        if (!id.isInt() || id.intValue() < 0) {
            throw new BadDatasetException(
                    name + ", piece " + BadDatasetException.quote(piece), "a number", id.toString());
        }
        return id.intValue();
    }

    /** The number of the first of the pieces that there is. */
    OptionalInt first(String... pieces) {
        return Stream.of(pieces).filter(ids::containsKey).mapToInt(ids::get).findFirst();
    }
}
