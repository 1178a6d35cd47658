package org.peftcheck.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads files with a JSON object a line. */
final class JsonLines {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonLines() {}

    /**
     * Reads a file.
     *
     * @param file the file; blank lines are left out
     * @param reader makes something of the fields of a line
     * @param <T> what it makes
     * @return as many as there are lines
     * @throws BadDatasetException when there is no such file or no line in it, or a line is no object
     */
    static <T> List<T> read(Path file, Function<JsonFields, T> reader) {
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String line : DataLines.of(file)) {
            number++;
            if (!line.isBlank()) {
                all.add(reader.apply(new JsonFields(file + ", line " + number, object(file, number, line))));
            }
        }
        if (all.isEmpty()) {
            throw new BadDatasetException(file.toString(), "a JSON object a line", "an empty file");
        }
        return all;
    }

    private static JsonNode object(Path file, int number, String line) {
        String expected = "a JSON object";
        String where = file + ", line " + number;
        try {
            JsonNode node = JSON.readValue(line);
            if (!node.isObject()) {
                throw new BadDatasetException(where, expected, BadDatasetException.quote(line));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new BadDatasetException(where, expected, e.getOriginalMessage(), e);
        }
    }
}
