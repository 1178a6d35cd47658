package org.peftcheck.papers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML or JSON document whose root is a mapping, and keeps the line of every value. */
public final class Document {

    private final String file;
    private final JsonParser parser;

    private Document(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a document. A name that ends in {@code .json} is read as JSON, every other as YAML. The stream is closed.
     *
     * @param file the name for error messages
     * @param stream its bytes, UTF-8
     * @return the fields of the root
     * @throws BadDataException when it is not well formed, not one document, or its root is not a mapping
     */
    public static Fields read(String file, InputStream stream) {
        return parse(file, text(file, stream));
    }

    /**
     * Reads a document from its text.
     *
     * @param file the name for error messages, which also says whether it is JSON
     * @param text the text
     * @return the fields of the root
     * @throws BadDataException as for {@link #read(String, InputStream)}
     */
    public static Fields parse(String file, String text) {
        JsonFactory factory = file.endsWith(".json") ? new JsonFactory() : new YAMLFactory();
        try (JsonParser parser = factory.createParser(text)) {
            return new Document(file, parser).root();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new BadDataException(file, line, "not well formed: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** The text of a stream, which is closed; bytes that are not UTF-8 are refused. */
    static String text(String file, InputStream stream) {
        try (stream) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stream.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadDataException(file, 0, "expected UTF-8 text, got other bytes", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    private Fields root() throws IOException {
        if (parser.nextToken() == null) {
            throw new BadDataException(file, 0, "expected a mapping, got an empty document");
        }
        Node root = value();
        if (parser.nextToken() != null) {
            throw new BadDataException(file, line(), "expected one document, got more after its end");
        }
        if (root instanceof Node.Mapping mapping) {
            return new Fields(file, "", mapping);
        }
        throw new BadDataException(file, root.line(), "expected a mapping, got " + root.describe());
    }

    private Node value() throws IOException {
        int line = line();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(line);
            case START_ARRAY -> sequence(line);
            case VALUE_STRING -> new Node.Scalar(line, Node.ScalarKind.TEXT, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Node.Scalar(line, Node.ScalarKind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(line, Node.ScalarKind.TRUTH_VALUE, parser.getText());
            case VALUE_NULL -> new Node.Scalar(line, Node.ScalarKind.NULL, "");
            default -> throw new BadDataException(file, line, "expected a value, got " + token);
        };
    }

    private Node mapping(int line) throws IOException {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int fieldLine = line();
            parser.nextToken();
            if (fields.put(name, value()) != null) {
                throw new BadDataException(file, fieldLine, "field `" + name + "`: given twice in one mapping");
            }
        }
        return new Node.Mapping(line, fields);
    }

    private Node sequence(int line) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Node.Sequence(line, List.copyOf(items));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason given").strip();
    }
}
