package org.peftcheck.numeric.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of JSON evidence, read and parsed; what cannot be is refused in one line. */
final class JsonText {

    private JsonText() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadCertificateException(
                    file + ": expected a readable text file, got "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** The tree of a text; {@code where} is what messages call the text, and {@code what} what was expected. */
    static JsonNode parse(JsonMapper mapper, String text, String where, String what) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            String problem = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
            throw new BadCertificateException(
                    where + place + ": expected a complete JSON " + what + ", got " + problem, e);
        }
    }
}
