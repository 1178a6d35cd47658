package org.peftcheck.training.data;

/**
 * How well predictions agree with labels; more is better. Where a quotient is 0/0, as for constant predictions, the value is 0, as in
 * the scripts of the GLUE benchmark.
 */
public enum Metric {
    /** The share of predictions that are right. */
    ACCURACY("accuracy") {
        @Override
        double value(float[] predictions, float[] labels) {
            int right = 0;
            for (int i = 0; i < labels.length; i++) {
                right += predictions[i] == labels[i] ? 1 : 0;
            }
            return (double) right / labels.length;
        }
    },
    /** F1 = 2 tp / (2 tp + fp + fn) of class 1 against all others. */
    F1("f1") {
        @Override
        double value(float[] predictions, float[] labels) {
            long hits = 0;
            long positives = 0;
            for (int i = 0; i < labels.length; i++) {
                boolean predicted = predictions[i] == 1;
                boolean labelled = labels[i] == 1;
                hits += predicted && labelled ? 1 : 0;
                positives += (predicted ? 1 : 0) + (labelled ? 1 : 0);
            }
            return positives == 0 ? 0 : 2.0 * hits / positives;
        }
    },
    /**
     * Matthews' correlation coefficient; with more than two classes Gorodkin's generalisation, which is the same for two.
     */
    MATTHEWS("matthews") {
        @Override
        double value(float[] predictions, float[] labels) {
            return Correlation.matthews(predictions, labels);
        }
    },
    /** Pearson's correlation coefficient. */
    PEARSON("pearson") {
        @Override
        double value(float[] predictions, float[] labels) {
            return Correlation.pearson(Correlation.doubles(predictions), Correlation.doubles(labels));
        }
    },
    /** Spearman's rank correlation: Pearson's of the ranks, equal values sharing the average of theirs. */
    SPEARMAN("spearman") {
        @Override
        double value(float[] predictions, float[] labels) {
            return Correlation.pearson(Correlation.ranks(predictions), Correlation.ranks(labels));
        }
    };

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    /** The name in reports and records. */
    public String label() {
        return label;
    }

    /**
     * Whether it is a metric for such labels: correlations of numbers for regressions, the others for classes.
     *
     * @param labels the labels of a task
     * @return whether it is; F1 needs two classes
     */
    public boolean measures(Labels labels) {
        return switch (this) {
            case PEARSON, SPEARMAN -> labels instanceof Labels.Numbers;
            case ACCURACY, MATTHEWS -> labels instanceof Labels.Classes;
            case F1 -> labels instanceof Labels.Classes && labels.outputs() == 2;
        };
    }

    /**
     * The agreement of predictions and labels.
     *
     * @param predictions n classes or numbers
     * @param labels as many labels
     * @return accuracy and F1 in [0, 1], the correlations in [−1, 1]; NaN where a prediction of a regression is NaN
     * @throws IllegalArgumentException when the numbers differ or there are none
     */
    public double of(float[] predictions, float[] labels) {
        if (predictions.length != labels.length || labels.length == 0) {
            throw new IllegalArgumentException(label + ": expected as many predictions as labels, at least 1, got "
                    + predictions.length + " and " + labels.length);
        }
        return value(predictions, labels);
    }

    abstract double value(float[] predictions, float[] labels);
}
