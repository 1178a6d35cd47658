package org.peftcheck.papers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The fields of one mapping of a document, taken one by one with a type; {@link #end()} refuses those that nobody took.
 * Every refusal is a {@link BadDataException} with file, line, subject and field.
 */
public final class Fields {

    private final String file;
    private final String subject;
    private final Node.Mapping mapping;
    private final Set<String> taken = new LinkedHashSet<>();

    Fields(String file, String subject, Node.Mapping mapping) {
        this.file = file;
        this.subject = subject;
        this.mapping = mapping;
    }

    /** These fields again, with a subject (such as {@code claim relu-identity}) that error messages name. */
    public Fields about(String newSubject) {
        Fields named = new Fields(file, newSubject, mapping);
        named.taken.addAll(taken);
        return named;
    }

    /** Name of the file for error messages. */
    public String file() {
        return file;
    }

    /** Line on which the mapping starts, from 1. */
    public int line() {
        return mapping.line();
    }

    /** Whether there is a field of this name that is not null. */
    public boolean has(String name) {
        taken.add(name);
        Node node = mapping.fields().get(name);
        return node != null && !(node instanceof Node.Scalar scalar && scalar.kind() == Node.ScalarKind.NULL);
    }

    /** A text that is not blank, stripped. */
    public String text(String name) {
        Node node = required(name, "a text");
        if (node instanceof Node.Scalar scalar
                && scalar.kind() == Node.ScalarKind.TEXT
                && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        throw wrong(name, node, "a text");
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number of at least 1 that fits an {@code int}. */
    public int positive(String name) {
        String expected = "a positive whole number";
        Node node = required(name, expected);
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.ScalarKind.NUMBER) {
            try {
                int value = Integer.parseInt(scalar.text());
                if (value > 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new BadDataException(file, node.line(), mismatch(name, expected, node), e);
            }
        }
        throw wrong(name, node, expected);
    }

    /** As {@link #positive(String)}, with a value for an absent or null field. */
    public int positive(String name, int whenAbsent) {
        return has(name) ? positive(name) : whenAbsent;
    }

    /** A number above zero in double precision, with a value for an absent or null field. */
    public double positiveReal(String name, double whenAbsent) {
        if (!has(name)) {
            return whenAbsent;
        }
        Node node = mapping.fields().get(name);
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.ScalarKind.NUMBER) {
            double value = Double.parseDouble(scalar.text());
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        }
        throw wrong(name, node, "a number above zero");
    }

    /** {@code true} or {@code false}, with a value for an absent or null field. */
    public boolean truth(String name, boolean whenAbsent) {
        if (!has(name)) {
            return whenAbsent;
        }
        Node node = mapping.fields().get(name);
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.ScalarKind.TRUTH_VALUE) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw wrong(name, node, "true or false");
    }

    /** One of the constants of an enum, written in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String expected = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Fields::label).collect(Collectors.joining(", "));
        Node node = required(name, expected);
        if (node instanceof Node.Scalar scalar) {
            for (E constant : type.getEnumConstants()) {
                if (label(constant).equals(scalar.text())) {
                    return constant;
                }
            }
        }
        throw wrong(name, node, expected);
    }

    /** A list of mappings that is not empty; each is named by the subject and its place until it gets its own name. */
    public List<Fields> mappings(String name) {
        List<Fields> all = new ArrayList<>();
        for (Node item : list(name, "a list of mappings")) {
            if (!(item instanceof Node.Mapping itemMapping)) {
                throw wrong(name, item, "a list of mappings");
            }
            all.add(new Fields(file, prefix() + name + " item " + (all.size() + 1), itemMapping));
        }
        return List.copyOf(all);
    }

    /** As {@link #mappings(String)}; an absent field is an empty list. */
    public List<Fields> optionalMappings(String name) {
        return has(name) ? mappings(name) : List.of();
    }

    /** A list of texts that is not empty. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Node item : list(name, "a list of texts")) {
            if (!(item instanceof Node.Scalar scalar) || scalar.kind() != Node.ScalarKind.TEXT) {
                throw wrong(name, item, "a list of texts");
            }
            all.add(scalar.text().strip());
        }
        return List.copyOf(all);
    }

    /** A mapping of names to texts, numbers or truth values, each as it is written; an absent field is empty. */
    public Map<String, String> settings(String name) {
        if (!has(name)) {
            return Map.of();
        }
        Node node = mapping.fields().get(name);
        if (!(node instanceof Node.Mapping settings)) {
            throw wrong(name, node, "a mapping");
        }
        Map<String, String> all = new LinkedHashMap<>();
        settings.fields().forEach((key, value) -> {
            if (!(value instanceof Node.Scalar scalar) || scalar.kind() == Node.ScalarKind.NULL) {
                throw bad(name, value.line(), "expected a text or a number for " + key + ", got " + value.describe());
            }
            all.put(key, scalar.text().strip());
        });
        return all;
    }

    /** Refuses fields that were not asked for. */
    public void end() {
        for (var entry : mapping.fields().entrySet()) {
            if (!taken.contains(entry.getKey())) {
                throw bad(
                        entry.getKey(),
                        entry.getValue().line(),
                        "unknown field" + NearNames.hint(entry.getKey(), taken));
            }
        }
    }

    /** A refusal of one field, for rules that are more than a type. */
    public BadDataException refuse(String name, String detail) {
        Node node = mapping.fields().get(name);
        return bad(name, node == null ? line() : node.line(), detail);
    }

    /**
     * A value that is made of a field; what refuses it is said with file and line.
     *
     * @param name the field
     * @param maker makes the value
     * @param <T> what it is
     * @return the value
     * @throws BadDataException when the maker refuses with an {@link IllegalArgumentException}
     */
    public <T> T made(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (BadDataException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            BadDataException refusal = refuse(name, e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private List<Node> list(String name, String expected) {
        Node node = required(name, expected);
        if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        throw node instanceof Node.Sequence
                ? bad(name, node.line(), "expected " + expected + ", got an empty list")
                : wrong(name, node, expected);
    }

    private Node required(String name, String expected) {
        if (!has(name)) {
            throw refuse(name, "expected " + expected + ", got nothing");
        }
        return mapping.fields().get(name);
    }

    private BadDataException wrong(String name, Node found, String expected) {
        return new BadDataException(file, found.line(), mismatch(name, expected, found));
    }

    private BadDataException bad(String name, int line, String detail) {
        return new BadDataException(file, line, prefix() + "field `" + name + "`: " + detail);
    }

    private String mismatch(String name, String expected, Node found) {
        return prefix() + "field `" + name + "`: expected " + expected + ", got " + found.describe();
    }

    private String prefix() {
        return subject.isEmpty() ? "" : subject + ": ";
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
