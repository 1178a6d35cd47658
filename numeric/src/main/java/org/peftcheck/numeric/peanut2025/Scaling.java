package org.peftcheck.numeric.peanut2025;

import org.peftcheck.numeric.certificate.FloatMatrix;

/** Scales by powers of two, which are exact over the doubles. */
final class Scaling {

    private Scaling() {}

    /** The smallest power of two s with max|a| / s at most the given size, at least 1. */
    static double powerOfTwo(FloatMatrix a, double size) {
        double largest = 0;
        for (double[] row : a.toRows()) {
            for (double x : row) {
                largest = Math.max(largest, Math.abs(x));
            }
        }
        double scale = 1;
        while (largest / scale > size) {
            scale *= 2;
        }
        return scale;
    }

    static double[][] times(FloatMatrix matrix, double scale) {
        double[][] rows = matrix.toRows();
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= scale;
            }
        }
        return rows;
    }
}
