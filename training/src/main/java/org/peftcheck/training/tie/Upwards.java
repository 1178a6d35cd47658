package org.peftcheck.training.tie;

import java.util.stream.IntStream;

/**
 * Upper bounds that are sums and products of numbers of at least zero. Computed in double precision, each is off by a relative 10⁻⁸
 * at most where fewer than 2²⁶ operations lead to it; {@link #slack} makes up for that, and for underflow.
 */
final class Upwards {

    /** The unit roundoff of double precision. */
    static final double U = 0x1p-53;

    private static final double RELATIVE = 1 + 1e-8;
    private static final double ABSOLUTE = 1e-290;

    private Upwards() {}

    /** A number above the exact value of which this is the rounded value. */
    static double slack(double bound) {
        return bound * RELATIVE + ABSOLUTE;
    }

    /** γ_n = n u / (1 − n u), the relative error of a sum of products of n terms, in any order. */
    static double gamma(long n) {
        double nu = n * U;
        return nu / (1 - nu) * RELATIVE;
    }

    /** The 2-norm of some entries. */
    static double norm(double[] values, int from, int count, int step) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            double x = values[from + k * step];
            sum += x * x;
        }
        return slack(Math.sqrt(sum));
    }

    /** The 2-norm of all entries. */
    static double norm(double[] values) {
        return norm(values, 0, values.length, 1);
    }

    /** The 2-norms of rows of a length. */
    static double[] rowNorms(double[] values, int length) {
        return IntStream.range(0, values.length / length)
                .mapToDouble(i -> norm(values, i * length, length, 1))
                .toArray();
    }
}
