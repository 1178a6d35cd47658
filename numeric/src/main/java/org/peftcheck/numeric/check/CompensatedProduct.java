package org.peftcheck.numeric.check;

import java.util.stream.IntStream;

/**
 * Products of matrices of doubles as if computed in twice the working precision, with a bound on the error of each entry.
 *
 * <p>Each entry is a compensated dot product (Ogita, Rump and Oishi 2005, Algorithm 5.3): with n terms the result is off by at
 * most u |result| / (1 − u) + γ_n² Σ|x||y| / (1 − u), and by n times the smallest double where a product underflows.
 */
final class CompensatedProduct {

    private CompensatedProduct() {}

    /** The product left·right. */
    static BallMatrix of(double[][] left, double[][] right) {
        return minus(left, right, null);
    }

    /** The difference left·right − subtrahend, rounded once; the subtrahend may be null for zero. */
    static BallMatrix minus(double[][] left, double[][] right, double[][] subtrahend) {
        double[][] columns = transpose(right);
        double[][] mid = new double[left.length][columns.length];
        double[][] rad = new double[left.length][columns.length];
        IntStream.range(0, left.length).parallel().forEach(i -> {
            for (int j = 0; j < columns.length; j++) {
                entry(left[i], columns[j], subtrahend == null ? 0 : -subtrahend[i][j], mid[i], rad[i], j);
            }
        });
        return new BallMatrix(mid, rad);
    }

    /** The transposed product leftᵀ·ball, the radii of the ball carried along. */
    static BallMatrix transposedTimes(double[][] left, BallMatrix ball) {
        double[][] rows = transpose(left);
        BallMatrix product = of(rows, ball.mid());
        BallMatrix spread = new BallMatrix(absolute(rows), new double[rows.length][left.length]).times(ball.rad());
        double[][] rad = new double[rows.length][ball.columns()];
        for (int i = 0; i < rad.length; i++) {
            for (int j = 0; j < rad[i].length; j++) {
                rad[i][j] = Up.add(product.rad()[i][j], Up.add(spread.mid()[i][j], spread.rad()[i][j]));
            }
        }
        return new BallMatrix(product.mid(), rad);
    }

    private static void entry(double[] x, double[] y, double start, double[] mid, double[] rad, int j) {
        double sum = start;
        double correction = 0;
        double magnitude = Math.abs(start);
        for (int l = 0; l < x.length; l++) {
            double product = x[l] * y[l];
            double productError = Math.fma(x[l], y[l], -product);
            double next = sum + product;
            double part = next - sum;
            double sumError = (sum - (next - part)) + (product - part);
            sum = next;
            correction += productError + sumError;
            magnitude += Math.abs(product);
        }
        double result = sum + correction;
        double gamma = Up.gamma(x.length + 2L);
        double second = Up.multiply(Up.multiply(gamma, gamma), Up.multiply(2, magnitude));
        double relative = Up.multiply(Up.U, Math.abs(result));
        mid[j] = result;
        rad[j] = Up.add(Up.multiply(Up.add(relative, second), 1 + 4 * Up.U), 2 * (x.length + 1) * Double.MIN_VALUE);
    }

    static double[][] transpose(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    private static double[][] absolute(double[][] matrix) {
        double[][] result = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            result[i] = java.util.Arrays.stream(matrix[i]).map(Math::abs).toArray();
        }
        return result;
    }
}
