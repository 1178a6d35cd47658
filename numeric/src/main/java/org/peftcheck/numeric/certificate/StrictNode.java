package org.peftcheck.numeric.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A part of a JSON file that is read strictly: every refusal names the file, the field, what was expected and what was found, in one
 * line.
 *
 * @param where what to call the file
 * @param field the path of the part, empty for the whole
 * @param node the part, or null where there is none
 */
record StrictNode(String where, String field, JsonNode node) {

    private static final int SHOWN = 60;

    private StrictNode child(String name, JsonNode value) {
        return new StrictNode(where, field.isEmpty() ? name : field + "." + name, value);
    }

    /** The part under a name, which {@link #object} has let through. */
    StrictNode get(String name) {
        return child(name, node.get(name));
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** This part, an object with exactly the named fields. */
    StrictNode object(String... names) {
        requireObject();
        node.fieldNames().forEachRemaining(name -> {
            if (!Set.of(names).contains(name)) {
                throw child(name, node).bad("one of " + new TreeSet<>(Set.of(names)), "an unknown field");
            }
        });
        for (String name : names) {
            if (!node.has(name)) {
                throw get(name).bad("a value", "nothing");
            }
        }
        return this;
    }

    private void requireObject() {
        if (node == null || !node.isObject()) {
            throw bad("an object", shown());
        }
    }

    /** The fields of this part, an object with any names. */
    Map<String, StrictNode> entries() {
        requireObject();
        Map<String, StrictNode> entries = new TreeMap<>();
        node.properties().forEach(e -> entries.put(e.getKey(), child(e.getKey(), e.getValue())));
        return entries;
    }

    /** The elements of this part, a list. */
    List<StrictNode> elements() {
        if (node == null || !node.isArray()) {
            throw bad("a list", shown());
        }
        List<StrictNode> elements = new ArrayList<>();
        node.forEach(e -> elements.add(new StrictNode(where, field + "[" + elements.size() + "]", e)));
        return elements;
    }

    String text() {
        if (node == null || !node.isTextual()) {
            throw bad("a text", shown());
        }
        String text = node.textValue();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw bad("a text without control characters", text);
        }
        return text;
    }

    boolean truth() {
        if (node == null || !node.isBoolean()) {
            throw bad("true or false", shown());
        }
        return node.booleanValue();
    }

    int positiveInteger() {
        if (node == null || !node.isInt() || node.intValue() < 1) {
            throw bad("a positive integer", shown());
        }
        return node.intValue();
    }

    private String shown() {
        return node == null ? "nothing" : node.toString();
    }

    BadCertificateException bad(String expected, String got) {
        String part = got.length() > SHOWN ? got.substring(0, SHOWN) + "…" : got;
        return refused("expected " + expected + ", got " + part);
    }

    BadCertificateException refused(String problem) {
        String place = field.isEmpty() ? "" : "field " + field + ": ";
        return new BadCertificateException((where + ": " + place + problem).replaceAll("\\p{Cntrl}", "?"));
    }
}
