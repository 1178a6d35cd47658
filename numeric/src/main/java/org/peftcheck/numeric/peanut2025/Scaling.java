package org.peftcheck.numeric.peanut2025;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

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

    /** A power of 2 that no entry exceeds. */
    static BigFraction powerOfTwoAbove(RationalMatrix matrix) {
        BigFraction largest = BigFraction.ZERO;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                BigFraction size = matrix.get(i, j).abs();
                largest = size.compareTo(largest) > 0 ? size : largest;
            }
        }
        if (largest.signum() == 0) {
            return BigFraction.ONE;
        }
        int exponent =
                largest.getNumerator().bitLength() - largest.getDenominator().bitLength() + 1;
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent >= 0 ? new BigFraction(power) : new BigFraction(BigInteger.ONE, power);
    }
}
