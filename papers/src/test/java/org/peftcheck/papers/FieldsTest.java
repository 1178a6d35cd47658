package org.peftcheck.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void aPositiveRealIsReadOrHasItsDefault() {
        Fields fields = Document.parse("a.json", "{\"a\": 1e-12, \"b\": 3, \"c\": null}");
        assertEquals(1e-12, fields.positiveReal("a", 1));
        assertEquals(3, fields.positiveReal("b", 1));
        assertEquals(0.5, fields.positiveReal("c", 0.5));
        assertEquals(0.5, fields.positiveReal("d", 0.5));
    }

    @Test
    void whatIsNoPositiveRealIsRefused() {
        for (String text : List.of("0", "-1e-5", "1e999")) {
            Fields fields = Document.parse("a.json", "{\n\"a\": " + text + "}");
            BadDataException refused = assertThrows(BadDataException.class, () -> fields.positiveReal("a", 1));
            assertEquals("a.json:2: field `a`: expected a number above zero, got `" + text + "`", refused.getMessage());
        }
        Fields fields = Document.parse("a.json", "{\"a\": true}");
        BadDataException refused = assertThrows(BadDataException.class, () -> fields.positiveReal("a", 1));
        assertEquals("a.json:1: field `a`: expected a number above zero, got `true`", refused.getMessage());
    }
}
