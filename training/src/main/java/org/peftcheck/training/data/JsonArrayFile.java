package org.peftcheck.training.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads files with a JSON array of objects, and keeps the line on which each begins. */
final class JsonArrayFile {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonArrayFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param reader makes something of the fields of an object
     * @param <T> what it makes
     * @return as many as there are objects
     * @throws BadDatasetException when there is no such file, or it is no array of objects, at least one
     */
    static <T> List<T> read(Path file, Function<JsonFields, T> reader) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(
                    file.toString(), "a file", Files.isDirectory(file) ? "a folder" : "no such file");
        }
        List<T> all = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(Files.newBufferedReader(file))) {
            require(file, parser, parser.nextToken() == JsonToken.START_ARRAY, "a JSON array of objects");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(file, parser, parser.currentToken() == JsonToken.START_OBJECT, "a JSON object");
                String where = place(file, parser);
                JsonNode object = parser.readValueAsTree();
                all.add(reader.apply(new JsonFields(where, object)));
            }
            require(file, parser, parser.nextToken() == null, "nothing after the array");
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadDatasetException(file + (line > 0 ? ", line " + line : ""), "JSON", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadDatasetException(file.toString(), "a file that can be read, in UTF-8", e.toString(), e);
        }
        if (all.isEmpty()) {
            throw new BadDatasetException(file.toString(), "at least one object", "an empty array");
        }
        return all;
    }

    private static String place(Path file, JsonParser parser) {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }

    private static void require(Path file, JsonParser parser, boolean right, String expected) throws IOException {
        if (!right) {
            String found = parser.currentToken() == null ? "the end of the file" : parser.getText();
            throw new BadDatasetException(place(file, parser), expected, BadDatasetException.quote(found));
        }
    }
}
