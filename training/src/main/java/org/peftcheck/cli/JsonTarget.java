package org.peftcheck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where JSON goes that a user asked for: {@code -} is the standard output, where it takes the place of the text; anything
 * else is a file, and the text is still shown.
 *
 * @param name what the user gave, or null when nothing
 */
record JsonTarget(String name) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Whether the text is shown as well. */
    boolean leavesRoomForText() {
        return !"-".equals(name);
    }

    /**
     * Looks, before long work starts, whether there is a folder for the file.
     *
     * @throws BadInputException when there is none, or when the file is a folder
     */
    void requireWritable() {
        if (name == null || name.equals("-")) {
            return;
        }
        Path file = BadInputException.of(() -> Path.of(name)).toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent())) {
            throw new BadInputException("--json " + name + ": expected a file in a folder that is there");
        }
    }

    /**
     * Writes the value where it was asked for, if it was.
     *
     * @param console where {@code -} is
     * @param value the value; its fields are written in their order
     * @throws BadInputException when the file cannot be written
     */
    void write(Console console, JsonNode value) {
        if (name == null) {
            return;
        }
        String text = text(value);
        if (name.equals("-")) {
            console.out().print(text);
            return;
        }
        try {
            Files.writeString(Path.of(name), text);
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("--json " + name + ": expected a file that can be written, got " + e);
        }
    }

    private static String text(JsonNode value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes does not serialise", e);
        }
    }
}
