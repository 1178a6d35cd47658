package org.peftcheck.numeric.check;

import java.util.stream.IntStream;

/**
 * A matrix known up to an entrywise radius: the entry (i, j) lies within {@code rad[i][j]} of {@code mid[i][j]}.
 *
 * @param mid the midpoints
 * @param rad the radii, at least zero
 */
record BallMatrix(double[][] mid, double[][] rad) {

    /** A matrix that is known exactly. */
    static BallMatrix exact(double[][] values) {
        return new BallMatrix(values, new double[values.length][values[0].length]);
    }

    int rows() {
        return mid.length;
    }

    int columns() {
        return mid[0].length;
    }

    /** A lower bound of an entry. */
    double lower(int i, int j) {
        return rad[i][j] == 0 ? mid[i][j] : Math.nextDown(mid[i][j] - rad[i][j]);
    }

    /** An upper bound of an entry. */
    double upper(int i, int j) {
        return rad[i][j] == 0 ? mid[i][j] : Math.nextUp(mid[i][j] + rad[i][j]);
    }

    /** An upper bound on the Frobenius norm. */
    double frobeniusUpper() {
        double sum = 0;
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                double x = Up.add(Math.abs(mid[i][j]), rad[i][j]);
                sum = Up.add(sum, Up.multiply(x, x));
            }
        }
        return Up.sqrt(sum);
    }

    /** A lower bound on the Frobenius norm. */
    double frobeniusLower() {
        double sum = 0;
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                double x = Math.max(0, Math.nextDown(Math.abs(mid[i][j]) - rad[i][j]));
                sum = Math.max(0, Math.nextDown(sum + Math.max(0, Math.nextDown(x * x))));
            }
        }
        return Math.max(0, Math.nextDown(Math.sqrt(sum)));
    }

    BallMatrix negate() {
        double[][] negated = new double[rows()][columns()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                negated[i][j] = -mid[i][j];
            }
        }
        return new BallMatrix(negated, rad);
    }

    /** The matrix [this, right]. */
    BallMatrix beside(BallMatrix right) {
        double[][] m = new double[rows()][];
        double[][] r = new double[rows()][];
        for (int i = 0; i < rows(); i++) {
            m[i] = concatenate(mid[i], right.mid[i]);
            r[i] = concatenate(rad[i], right.rad[i]);
        }
        return new BallMatrix(m, r);
    }

    private static double[] concatenate(double[] left, double[] right) {
        double[] both = java.util.Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /**
     * The product with a matrix of doubles, in plain double precision: the computed entry is off by at most
     * γ_n Σ|mid||factor| + Σ rad |factor| and the underflow of n products.
     */
    BallMatrix times(double[][] factor) {
        int n = columns();
        int p = factor[0].length;
        double gamma = Up.gamma(n + 2L);
        double[][] m = new double[rows()][p];
        double[][] r = new double[rows()][p];
        IntStream.range(0, rows()).parallel().forEach(i -> {
            double[] magnitude = new double[p];
            double[] spread = new double[p];
            for (int l = 0; l < n; l++) {
                double a = mid[i][l];
                double b = rad[i][l];
                double[] row = factor[l];
                for (int j = 0; j < p; j++) {
                    double x = a * row[j];
                    m[i][j] += x;
                    magnitude[j] += Math.abs(x);
                    spread[j] += b * Math.abs(row[j]);
                }
            }
            double slack = Math.nextUp(1 + 2 * gamma);
            for (int j = 0; j < p; j++) {
                double rounding = Up.multiply(gamma, Up.multiply(slack, magnitude[j]));
                r[i][j] = Up.add(Up.add(rounding, Up.multiply(slack, spread[j])), 2 * n * Double.MIN_VALUE);
            }
        });
        return new BallMatrix(m, r);
    }
}
