package org.peftcheck.training.tie;

import java.util.stream.IntStream;

/**
 * Verified upper bounds on spectral norms.
 *
 * <p>With G = WᵀW or WWᵀ, whichever is smaller, of order n, and ‖fl(G) − G‖ ≤ γ_m‖W‖_F²: where the Cholesky factorisation of
 * t I − fl(G) runs to its end in floating point, λ_max(fl(G)) ≤ t + γ_{n+1}/(1 − γ_{n+1}) trace (Higham 2002, Theorem 10.3; Rump
 * 2006). The number t is a guess and carries no trust; where none will do, the bound is the Frobenius norm.
 */
final class SpectralNorm {

    private static final int POWER_STEPS = 30;
    private static final int ATTEMPTS = 4;

    private SpectralNorm() {}

    /**
     * The bound.
     *
     * @param values a matrix, row by row
     * @param rows its rows
     * @param columns its columns
     * @return a number that its spectral norm is at most
     */
    static double atMost(double[] values, int rows, int columns) {
        double frobenius = Upwards.norm(values);
        int n = Math.min(rows, columns);
        double[][] gram = columns <= rows ? gramOfColumns(values, rows, columns) : gramOfRows(values, rows, columns);
        double gramError = Upwards.gamma(Math.max(rows, columns) + 2L) * frobenius * frobenius;
        double t = largest(gram) * (1 + 1e-4);
        for (int attempt = 0; attempt < ATTEMPTS && t > 0 && Double.isFinite(t); attempt++) {
            if (isCovered(gram, t)) {
                double gamma = Upwards.gamma(n + 1L);
                double slack = gamma / (1 - gamma) * n * t + 2 * Upwards.U * t;
                return Math.min(frobenius, Upwards.slack(Math.sqrt(Upwards.slack(t + slack + gramError))));
            }
            t *= 1.1;
        }
        return frobenius;
    }

    private static double[][] gramOfColumns(double[] w, int rows, int n) {
        double[][] gram = new double[n][n];
        IntStream.range(0, n).parallel().forEach(a -> {
            double[] row = gram[a];
            for (int i = 0; i < rows; i++) {
                double x = w[i * n + a];
                for (int b = 0; b <= a; b++) {
                    row[b] += x * w[i * n + b];
                }
            }
        });
        return mirrored(gram);
    }

    private static double[][] gramOfRows(double[] w, int n, int columns) {
        double[][] gram = new double[n][n];
        IntStream.range(0, n).parallel().forEach(a -> {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int j = 0; j < columns; j++) {
                    sum += w[a * columns + j] * w[b * columns + j];
                }
                gram[a][b] = sum;
            }
        });
        return mirrored(gram);
    }

    private static double[][] mirrored(double[][] gram) {
        for (int a = 0; a < gram.length; a++) {
            for (int b = 0; b < a; b++) {
                gram[b][a] = gram[a][b];
            }
        }
        return gram;
    }

    /** About the largest eigenvalue, by the power method. */
    private static double largest(double[][] gram) {
        double[] x = new double[gram.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + i % 7 * 0.1;
        }
        double value = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    y[i] += gram[i][j] * x[j];
                }
            }
            double norm = Upwards.norm(y);
            value = norm / Upwards.norm(x);
            for (int i = 0; i < x.length; i++) {
                x[i] = y[i] / norm;
            }
        }
        return value;
    }

    /** Whether t I − gram has a Cholesky factor in floating point. */
    private static boolean isCovered(double[][] gram, double t) {
        int n = gram.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double[] other = j < i ? factor[j] : row;
                double sum = (i == j ? t : 0) - gram[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= row[l] * other[l];
                }
                if (j < i) {
                    row[j] = sum / other[j];
                } else if (sum > 0) {
                    row[j] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
            factor[i] = row;
        }
        return true;
    }
}
