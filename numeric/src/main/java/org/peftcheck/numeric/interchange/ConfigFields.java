package org.peftcheck.numeric.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;

/** The fields of a configuration, read strictly: each must be read, be known to say nothing about the weights, or be empty. */
final class ConfigFields {

    private static final int SHOWN = 60;

    private final String file;
    private final JsonNode root;
    private final Set<String> read = new LinkedHashSet<>();

    ConfigFields(String file, JsonNode root) {
        this.file = file;
        this.root = root;
        if (!root.isObject()) {
            throw bad("whole file", "a JSON object", root);
        }
    }

    /** A refusal of a field. */
    BadAdapterException bad(String place, String expected, JsonNode found) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return new BadAdapterException(
                file, place, expected, text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    private JsonNode field(String name) {
        read.add(name);
        return root.path(name);
    }

    private static String place(String name) {
        return "field '" + name + "'";
    }

    String text(String name) {
        JsonNode value = field(name);
        if (!value.isTextual()) {
            throw bad(place(name), "a text", value);
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) {
        return field(name).isMissingNode() || field(name).isNull() ? Optional.empty() : Optional.of(text(name));
    }

    /** A name, where true, false and nothing stand for none. */
    Optional<String> nameOrFlag(String name) {
        return field(name).isBoolean() ? Optional.empty() : optionalText(name);
    }

    boolean flag(String name) {
        JsonNode value = field(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw bad(place(name), "true or false", value);
        }
        return value.asBoolean(false);
    }

    int whole(String name, int least) {
        return whole(name, field(name), least);
    }

    private int whole(String name, JsonNode value, int least) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw bad(place(name), "a whole number of at least " + least, value);
        }
        return value.intValue();
    }

    long whole(String name, long otherwise) {
        JsonNode value = field(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw bad(place(name), "a whole number", value);
        }
        return value.longValue();
    }

    BigFraction number(String name) {
        return number(name, field(name));
    }

    private BigFraction number(String name, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw bad(place(name), "a number", value);
        }
        return ExactDouble.of(value.doubleValue());
    }

    /** A list of names; nothing stands for an empty one. */
    List<String> names(String name) {
        JsonNode value = field(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw bad(place(name), "a list of names", value);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode entry : value) {
            if (!entry.isTextual()) {
                throw bad(place(name), "a list of names", value);
            }
            names.add(entry.textValue());
        }
        return names;
    }

    Map<String, Integer> wholes(String name) {
        return pattern(name, value -> whole(name, value, 1));
    }

    Map<String, BigFraction> numbers(String name) {
        return pattern(name, value -> number(name, value));
    }

    private <T> Map<String, T> pattern(String name, Function<JsonNode, T> reading) {
        JsonNode value = field(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw bad(place(name), "an object", value);
        }
        Map<String, T> pattern = new LinkedHashMap<>();
        value.properties().forEach(entry -> pattern.put(entry.getKey(), reading.apply(entry.getValue())));
        return pattern;
    }

    /** A text with one value that is understood. */
    void requireText(String name, String only) {
        JsonNode value = field(name);
        if (!value.isMissingNode() && !value.asText().equals(only)) {
            throw bad(place(name), "\"" + only + "\"", value);
        }
    }

    /**
     * Refuses what else is set.
     *
     * @param harmless the fields that do not bear on the weights
     */
    void requireNoMore(Set<String> harmless) {
        root.properties().forEach(entry -> {
            boolean known = read.contains(entry.getKey()) || harmless.contains(entry.getKey());
            if (!known && !isEmpty(entry.getValue())) {
                throw bad(place(entry.getKey()), "null, false or empty, as its meaning is not known", entry.getValue());
            }
        });
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isContainerNode() && value.isEmpty();
    }
}
