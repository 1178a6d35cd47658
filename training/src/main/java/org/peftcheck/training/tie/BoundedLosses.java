package org.peftcheck.training.tie;

import java.util.Arrays;

/** What losses do to deviations, their own rounding included. */
final class BoundedLosses {

    private static final double U = Upwards.U;

    private BoundedLosses() {}

    /**
     * Cross-entropy. −log p_j moves along a step of 2-norm ρ by at most √2 ρ times the largest 1 − p_j on the way, which is at most
     * (1 − p_j) exp(√2 ρ), as the odds against j grow by no more.
     */
    static double crossEntropy(BoundedTensor logits, BoundedTensor labels) {
        requireExact("labels", labels);
        int c = logits.last();
        double[] z = logits.entries();
        double[] rho = logits.rowRadii();
        double sum = 0;
        double size = 0;
        for (int i = 0; i < rho.length; i++) {
            double[] row = Arrays.copyOfRange(z, i * c, (i + 1) * c);
            for (int j = 0; j < c; j++) {
                double label = Math.abs(labels.entries()[i * c + j]);
                double radius = label == 0 ? 0 : ofClass(row, j, rho[i]);
                sum += label * radius;
                size += label * (Math.log(total(row)) + greatest(row) - row[j] + radius);
            }
        }
        return Upwards.slack((sum + Upwards.gamma((long) rho.length * c + 4) * size) / rho.length);
    }

    private static double greatest(double[] row) {
        return Arrays.stream(row).max().orElseThrow();
    }

    private static double total(double[] row) {
        double greatest = greatest(row);
        return Arrays.stream(row).map(x -> Math.exp(x - greatest)).sum();
    }

    /** The bound on log p_j of a row of logits that is known up to ρ. */
    private static double ofClass(double[] row, int j, double rho) {
        int c = row.length;
        double greatest = greatest(row);
        double total = total(row);
        double step = Upwards.slack(Math.sqrt(2) * rho);
        double others = (total - Math.exp(row[j] - greatest)) / total + Upwards.gamma(c + 8L);
        double range = greatest - Arrays.stream(row).min().orElseThrow();
        double rounding =
                2 * (range + c + 4) * U + 8 * U * (Math.log(total) + 2 * Math.abs(greatest) + Math.abs(row[j]));
        return Upwards.slack(step * Math.min(1, others * Math.exp(step)) + rounding);
    }

    /** Log-probabilities of classes. */
    static double[] logProbability(BoundedTensor logits, BoundedTensor classes) {
        requireExact("classes", classes);
        int c = logits.last();
        double[] rho = logits.rowRadii();
        double[] radii = new double[rho.length];
        for (int i = 0; i < radii.length; i++) {
            double[] row = Arrays.copyOfRange(logits.entries(), i * c, (i + 1) * c);
            radii[i] = ofClass(row, (int) classes.entries()[i], rho[i]);
        }
        return radii;
    }

    /** The squared error: (p + δ − t)² − (p − t)² is at most 2|p − t||δ| + δ². */
    static double meanSquaredError(BoundedTensor predictions, BoundedTensor targets) {
        requireExact("targets", targets);
        double[] radii = predictions.radii();
        double sum = 0;
        double size = 0;
        for (int i = 0; i < radii.length; i++) {
            double gap = Math.abs(predictions.entries()[i] - targets.entries()[i]) * (1 + 2 * U);
            sum += 2 * gap * radii[i] + radii[i] * radii[i] + 4 * U * gap * gap;
            size += gap * gap;
        }
        return Upwards.slack((sum + Upwards.gamma(radii.length + 4L) * size) / radii.length);
    }

    private static void requireExact(String what, BoundedTensor tensor) {
        if (!tensor.isExact()) {
            throw new IllegalArgumentException("loss: expected " + what + " that are exact");
        }
    }
}
