package org.peftcheck.training.reference;

import org.peftcheck.training.engine.EncodedBatch;

/** How far a reading's forward pass is from ONNX Runtime's. */
public final class ForwardComparison {

    /** A reading of an encoder: the hidden states of the last layer, n·T × d, row after row. */
    public interface Reading {
        /** The hidden states of a batch. */
        double[] hiddenStates(EncodedBatch batch);
    }

    /**
     * The greatest differences.
     *
     * @param states over all entries of the hidden states at tokens that are no padding
     * @param means over all entries of their means
     */
    public record Differences(double states, double means) {}

    private ForwardComparison() {}

    /** Compares one batch; NaN counts as infinitely far. */
    public static Differences compare(float[][][] expected, EncodedBatch batch, Reading reading) {
        double[] found = reading.hiddenStates(batch);
        int d = expected[0][0].length;
        if (found.length != batch.rows() * batch.length() * d) {
            throw new IllegalArgumentException("reading: expected " + batch.rows() * batch.length() + " rows of " + d
                    + " numbers, got " + found.length + " numbers");
        }
        double states = 0;
        double means = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double[] mean = new double[d];
            int tokens = 0;
            for (int token = 0; token < batch.length(); token++) {
                int place = row * batch.length() + token;
                if (batch.mask()[place] == 0) {
                    continue;
                }
                tokens++;
                for (int k = 0; k < d; k++) {
                    double difference = found[place * d + k] - expected[row][token][k];
                    mean[k] += difference;
                    states = Math.max(states, distance(difference));
                }
            }
            for (double sum : mean) {
                means = Math.max(means, distance(sum / tokens));
            }
        }
        return new Differences(states, means);
    }

    private static double distance(double difference) {
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.abs(difference);
    }
}
