package org.peftcheck.numeric.check;

import java.util.Arrays;

/**
 * A verified lower bound on the smallest singular value of a matrix with at least as many rows as columns.
 *
 * <p>The Gram matrix G = WᵀW is computed with ‖fl(G) − G‖ ≤ γ_m ‖W‖_F². If the Cholesky factorisation of fl(G) − s I runs to
 * completion in floating point, then λ_min(fl(G) − s I) ≥ −γ_{n+1}/(1 − γ_{n+1}) · trace (Rump 2006, Higham Theorem 10.3), so
 * λ_min(G) ≥ s − all of these. The shift s is a guess and carries no trust.
 */
final class SmallestSingularValue {

    private static final int SHIFTS = 60;

    private SmallestSingularValue() {}

    /**
     * The bound.
     *
     * @param weight m×n with m ≥ n, finite
     * @return a number that σ_min is at least, 0 where no positive bound could be verified
     */
    static double lowerBound(double[][] weight) {
        int m = weight.length;
        int n = weight[0].length;
        if (m < n) {
            throw new IllegalArgumentException(
                    "smallest singular value: expected at least as many rows as columns, got " + m + "x" + n);
        }
        double[][] gram = gram(weight);
        double norm = Up.frobenius(weight);
        double gramError =
                Up.add(Up.multiply(Up.gamma(m + 2L), Up.multiply(norm, norm)), 2.0 * n * n * m * Double.MIN_VALUE);
        if (!Double.isFinite(gramError)) {
            return 0;
        }
        double shift = guess(gram);
        for (int attempt = 0; attempt < SHIFTS && shift > gramError; attempt++) {
            double slack = cholesky(gram, shift) == null ? Double.POSITIVE_INFINITY : slack(gram, shift);
            double eigenvalue = Math.nextDown(Math.nextDown(shift - slack) - gramError);
            if (eigenvalue > 0) {
                return Math.nextDown(Math.sqrt(eigenvalue));
            }
            shift *= 0.75;
        }
        return 0;
    }

    private static double[][] gram(double[][] weight) {
        int n = weight[0].length;
        double[][] gram = new double[n][n];
        java.util.stream.IntStream.range(0, n).parallel().forEach(a -> {
            double[] row = gram[a];
            for (double[] w : weight) {
                double x = w[a];
                if (x != 0) {
                    for (int b = 0; b <= a; b++) {
                        row[b] += x * w[b];
                    }
                }
            }
        });
        return gram;
    }

    /** The lower factor of gram − shift·I, or null where a pivot is not positive. Only the lower triangle is read. */
    private static double[][] cholesky(double[][] gram, double shift) {
        int n = gram.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = Arrays.copyOf(gram[i], i + 1);
            for (int j = 0; j < i; j++) {
                double[] other = factor[j];
                double sum = row[j];
                for (int l = 0; l < j; l++) {
                    sum -= row[l] * other[l];
                }
                row[j] = sum / other[j];
            }
            double pivot = gram[i][i] - shift;
            for (int l = 0; l < i; l++) {
                pivot -= row[l] * row[l];
            }
            if (!(pivot > 0) || !Double.isFinite(pivot)) {
                return null;
            }
            row[i] = Math.sqrt(pivot);
            factor[i] = row;
        }
        return factor;
    }

    /** What a completed factorisation leaves open: how far below zero the smallest eigenvalue could lie. */
    private static double slack(double[][] gram, double shift) {
        int n = gram.length;
        double trace = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            trace = Up.add(trace, gram[i][i]);
            largest = Math.max(largest, Math.max(gram[i][i], shift));
        }
        double gamma = Up.gamma(n + 3L);
        double factorisation = Up.divide(Up.multiply(gamma, trace), Math.nextDown(1 - gamma));
        double underflow = 4.0 * n * n * Double.MIN_NORMAL;
        return Up.add(Up.add(factorisation, Up.multiply(2 * Up.U, largest)), underflow);
    }

    /** About nine tenths of the smallest eigenvalue, by inverse iteration with the untrusted factor. */
    private static double guess(double[][] gram) {
        int n = gram.length;
        double[][] factor = cholesky(gram, 0);
        if (factor == null) {
            return 0;
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1 + 0.5 * Math.sin(i + 1.0);
        }
        double eigenvalue = 0;
        for (int step = 0; step < 30; step++) {
            double before = norm(x);
            solve(factor, x);
            double after = norm(x);
            eigenvalue = before / after;
            for (int i = 0; i < n; i++) {
                x[i] /= after;
            }
        }
        return 0.9 * eigenvalue;
    }

    private static void solve(double[][] factor, double[] x) {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < i; l++) {
                x[i] -= factor[i][l] * x[l];
            }
            x[i] /= factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int l = 0; l < i; l++) {
                x[l] -= factor[i][l] * x[i];
            }
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
