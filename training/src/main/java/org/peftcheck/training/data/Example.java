package org.peftcheck.training.data;

import java.util.Objects;
import java.util.Optional;

/**
 * A labelled input.
 *
 * @param text the text, or the first of two
 * @param second the second text of a task on pairs
 * @param label the number of the class, from 0, or the target of a regression
 * @param group what it belongs together with, such as the rule that it illustrates: a group is in one split only. Empty where nothing
 *     is known
 */
public record Example(String text, Optional<String> second, float label, String group) {

    /** Refuses nulls. */
    public Example {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(group, "group");
    }

    /**
     * An example of a task on single texts.
     *
     * @param text the text
     * @param label the label
     * @param group the group
     * @return the example
     */
    public static Example of(String text, float label, String group) {
        return new Example(text, Optional.empty(), label, group);
    }
}
