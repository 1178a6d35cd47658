package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;

/**
 * The data of a task for language models, in a fixed order.
 *
 * @param task the task
 * @param train what is learned from; not empty
 * @param dev what is measured on during training; not empty
 * @param test what is measured on once at the end; perhaps empty
 */
public record LanguageDataset(
        LanguageTask task, List<LanguageExample> train, List<LanguageExample> dev, List<LanguageExample> test) {

    /** Checks that a choice has answers to choose from; copies the lists. */
    public LanguageDataset {
        Objects.requireNonNull(task, "task");
        train = checked(task, train);
        dev = checked(task, dev);
        test = checked(task, test);
        if (train.isEmpty() || dev.isEmpty()) {
            throw new IllegalArgumentException("task " + task.id() + ": expected examples in train and dev, got "
                    + train.size() + " and " + dev.size());
        }
    }

    private static List<LanguageExample> checked(LanguageTask task, List<LanguageExample> examples) {
        for (LanguageExample example : examples) {
            boolean choice = example.answers().size() > 1;
            if (choice != task.choice()) {
                throw new IllegalArgumentException("task " + task.id() + ": expected "
                        + (task.choice() ? "answers to choose from" : "one answer") + ", got "
                        + example.answers().size());
            }
        }
        return List.copyOf(examples);
    }
}
