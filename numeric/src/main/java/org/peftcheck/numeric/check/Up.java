package org.peftcheck.numeric.check;

/**
 * Upper bounds in double precision: every result is at least the exact value, for operands that are at least zero.
 *
 * <p>A correctly rounded operation is off by at most half a unit in the last place, so the next double above is a bound.
 */
final class Up {

    /** The unit roundoff, 2^-53. */
    static final double U = 0x1p-53;

    private Up() {}

    static double add(double a, double b) {
        return a == 0 ? b : b == 0 ? a : Math.nextUp(a + b);
    }

    static double multiply(double a, double b) {
        return a == 0 || b == 0 ? 0 : Math.nextUp(a * b);
    }

    static double divide(double a, double b) {
        return a == 0 ? 0 : Math.nextUp(a / b);
    }

    static double sqrt(double a) {
        return a == 0 ? 0 : Math.nextUp(Math.sqrt(a));
    }

    /** The bound γ_n = n u / (1 − n u) on the relative error of n operations, for n u well below 1. */
    static double gamma(long n) {
        double nu = n * U;
        if (nu >= 0.25) {
            throw new IllegalArgumentException("gamma: expected fewer than 2^51 operations, got " + n);
        }
        return divide(nu, Math.nextDown(1 - nu));
    }

    /** An upper bound on the Frobenius norm of a matrix. */
    static double frobenius(double[][] matrix) {
        double sum = 0;
        for (double[] row : matrix) {
            for (double x : row) {
                sum = add(sum, multiply(Math.abs(x), Math.abs(x)));
            }
        }
        return sqrt(sum);
    }
}
