package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns of own files, and what their labels are.
 *
 * @param text the column of the text, or of the first of two
 * @param second the column of the second text of a task on pairs
 * @param label the column of the label
 * @param classes the names of the classes in the order of their numbers; empty: the values of the label in train, sorted, numbers by size
 * @param regression whether the labels are numbers to be predicted; then there are no classes
 */
public record FileColumns(
        String text, Optional<String> second, String label, List<String> classes, boolean regression) {

    /** Checks that no two columns are the same and that a regression has no classes. */
    public FileColumns {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(label, "label");
        classes = List.copyOf(classes);
        if (text.equals(label)
                || second.isPresent()
                        && (second.get().equals(text) || second.get().equals(label))) {
            throw new IllegalArgumentException("columns: expected different ones for text, second text and label, got "
                    + text + ", " + second.map(name -> name + ", ").orElse("") + label);
        }
        if (regression && !classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "labels: expected no classes for a regression, got " + String.join(", ", classes));
        }
    }

    /** Columns {@code text} and {@code label}, with the classes that are in train. */
    public static FileColumns usual() {
        return new FileColumns("text", Optional.empty(), "label", List.of(), false);
    }
}
