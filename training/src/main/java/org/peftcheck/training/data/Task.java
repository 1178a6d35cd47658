package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;

/**
 * What is to be learned.
 *
 * @param id the name on the command line, such as {@code glue/rte}
 * @param pair whether an input is a pair of texts
 * @param labels classes, or numbers for a regression
 * @param metrics what is measured, the one that decides first; at least one
 */
public record Task(String id, boolean pair, Labels labels, List<Metric> metrics) {

    /** Checks that every metric is one for such labels; copies the list. */
    public Task {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(labels, "labels");
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("task " + id + ": expected at least one metric, got none");
        }
        for (Metric metric : metrics) {
            if (!metric.measures(labels)) {
                throw new IllegalArgumentException(
                        "task " + id + ": expected metrics for its labels, got " + metric.label());
            }
        }
    }

    /** Whether the labels are numbers. */
    public boolean regression() {
        return labels instanceof Labels.Numbers;
    }

    /** The number of outputs of a head for it: the classes, or 1. */
    public int outputs() {
        return labels.outputs();
    }

    /** The metric that decides which of two models is better; more is better. */
    public Metric decisive() {
        return metrics.get(0);
    }

    /**
     * What a head's outputs for inputs predict: the class of the greatest logit, the first of equal ones, or the number itself.
     *
     * @param outputs n × {@link #outputs()}, row by row
     * @return n predictions, to be compared with labels
     * @throws IllegalArgumentException when the number of outputs is no multiple of the task's
     */
    public float[] predictions(float[] outputs) {
        int width = outputs();
        if (outputs.length % width != 0) {
            throw new IllegalArgumentException(
                    "task " + id + ": expected rows of " + width + " outputs, got " + outputs.length + " numbers");
        }
        float[] predictions = new float[outputs.length / width];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = regression() ? outputs[row] : greatest(outputs, row * width, width);
        }
        return predictions;
    }

    private static int greatest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
