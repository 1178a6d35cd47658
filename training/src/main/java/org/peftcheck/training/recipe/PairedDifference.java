package org.peftcheck.training.recipe;

import java.util.List;
import org.hipparchus.special.Beta;

/**
 * The mean of differences between runs of equal seeds, and the interval of 95 % that Student's distribution gives around it. With few seeds
 * it is wide, and it supposes that the differences are normal: it says how much the seeds alone leave open, and nothing else.
 *
 * @param mean the mean difference
 * @param halfWidth half the width of the interval; NaN for a single difference
 * @param count how many differences
 */
public record PairedDifference(double mean, double halfWidth, int count) {

    private static final double OUTSIDE = 0.05;
    private static final int HALVINGS = 200;

    /** What the interval says. */
    public enum Sign {
        /** All of it is above zero. */
        HIGHER,
        /** All of it is below zero. */
        LOWER,
        /** Zero is in it, or there is none. */
        NOT_TOLD_APART
    }

    /**
     * The mean of some differences.
     *
     * @param differences a difference for each seed
     * @return the mean and its interval
     * @throws IllegalArgumentException when there are none
     */
    public static PairedDifference of(List<Double> differences) {
        int n = differences.size();
        if (n == 0) {
            throw new IllegalArgumentException("differences: expected at least one, got none");
        }
        double mean = differences.stream().mapToDouble(x -> x).sum() / n;
        double squares =
                differences.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double error = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
        return new PairedDifference(mean, n < 2 ? Double.NaN : quantile(n - 1) * error, n);
    }

    /** What the interval says of the sign. */
    public Sign sign() {
        if (mean - halfWidth > 0) {
            return Sign.HIGHER;
        }
        return mean + halfWidth < 0 ? Sign.LOWER : Sign.NOT_TOLD_APART;
    }

    /**
     * The t that Student's distribution exceeds in size with a probability of 5 %.
     *
     * @param freedom the degrees of freedom, at least 1
     * @return such as 4.303 for 2
     */
    static double quantile(int freedom) {
        double low = 0;
        double high = 1e6;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double outside = Beta.regularizedBeta(freedom / (freedom + middle * middle), freedom / 2.0, 0.5);
            if (outside > OUTSIDE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
