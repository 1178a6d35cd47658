package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;

/**
 * The data of a task, in a fixed order.
 *
 * @param task what the labels mean
 * @param train what is learned from; not empty
 * @param dev what is measured on during training; not empty
 * @param test what is measured on once at the end; empty where there is none with labels
 */
public record Dataset(Task task, List<Example> train, List<Example> dev, List<Example> test) {

    /** Checks every example against the task; copies the lists. */
    public Dataset {
        Objects.requireNonNull(task, "task");
        train = checked(task, "train", train);
        dev = checked(task, "dev", dev);
        test = checked(task, "test", test);
        if (train.isEmpty() || dev.isEmpty()) {
            throw new IllegalArgumentException("task " + task.id() + ": expected examples in train and dev, got "
                    + train.size() + " and " + dev.size());
        }
    }

    /** The same with the first examples of train only, at most the given number. */
    public Dataset withTrain(int most) {
        return new Dataset(task, train.subList(0, Math.min(most, train.size())), dev, test);
    }

    private static List<Example> checked(Task task, String split, List<Example> examples) {
        List<Example> copy = List.copyOf(examples);
        for (int i = 0; i < copy.size(); i++) {
            String where = "task " + task.id() + ", " + split + ", example " + (i + 1);
            Example example = copy.get(i);
            if (example.second().isPresent() != task.pair()) {
                throw new IllegalArgumentException(where + ": expected " + (task.pair() ? "two texts" : "one text")
                        + ", got " + (task.pair() ? "one" : "two"));
            }
            if (!allows(task.labels(), example.label())) {
                throw new IllegalArgumentException(
                        where + ": expected " + expected(task.labels()) + ", got " + example.label());
            }
        }
        return copy;
    }

    private static boolean allows(Labels labels, float label) {
        if (labels instanceof Labels.Numbers numbers) {
            return label >= numbers.least() && label <= numbers.greatest();
        }
        return label >= 0 && label < labels.outputs() && label == (int) label;
    }

    private static String expected(Labels labels) {
        return labels instanceof Labels.Numbers numbers
                ? "a label from " + numbers.least() + " to " + numbers.greatest()
                : "a class from 0 to " + (labels.outputs() - 1);
    }
}
