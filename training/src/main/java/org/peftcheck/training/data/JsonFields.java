package org.peftcheck.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The fields of a JSON object out of a file.
 *
 * @param where the file and the line, for messages
 * @param object the object
 */
record JsonFields(String where, JsonNode object) {

    /** A text that is not blank. */
    String text(String field) {
        return optional(field).filter(text -> !text.isBlank()).orElseThrow(() -> refuse(field, "a text", found(field)));
    }

    /** A text, perhaps blank; empty where there is none. */
    Optional<String> optional(String field) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw refuse(field, "a text", found(field));
        }
        return Optional.of(node.textValue());
    }

    /** The refusal of a field. */
    BadDatasetException refuse(String field, String expected, String found) {
        return new BadDatasetException(where + ", field " + field, expected, found);
    }

    private String found(String field) {
        JsonNode node = object.path(field);
        return node.isMissingNode()
                ? "none"
                : BadDatasetException.quote(node.isTextual() ? node.textValue() : node.toString());
    }
}
