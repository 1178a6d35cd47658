package org.peftcheck.numeric.interchange;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.theory.exact.ExactDouble;

/** The formulas of PEFT's own layers over the rational numbers, written out by entries. */
final class Fractions {

    private Fractions() {}

    /** left · rightᵀ, which is what a linear map of weight {@code right} makes of the rows of {@code left}. */
    static BigFraction[][] linear(BigFraction[][] left, BigFraction[][] right) {
        return times(left, transposed(right));
    }

    static BigFraction[][] times(BigFraction[][] left, BigFraction[][] right) {
        BigFraction[][] product = new BigFraction[left.length][right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right[0].length; j++) {
                product[i][j] = BigFraction.ZERO;
                for (int k = 0; k < right.length; k++) {
                    product[i][j] = product[i][j].add(left[i][k].multiply(right[k][j]));
                }
            }
        }
        return product;
    }

    static BigFraction[][] transposed(BigFraction[][] matrix) {
        BigFraction[][] turned = new BigFraction[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                turned[j][i] = matrix[i][j];
            }
        }
        return turned;
    }

    static BigFraction[][] relu(BigFraction[][] matrix) {
        BigFraction[][] positive = new BigFraction[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                positive[i][j] = matrix[i][j].signum() > 0 ? matrix[i][j] : BigFraction.ZERO;
            }
        }
        return positive;
    }

    /** left + factor · right. */
    static BigFraction[][] plus(BigFraction[][] left, BigFraction factor, BigFraction[][] right) {
        BigFraction[][] sum = new BigFraction[left.length][left[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left[0].length; j++) {
                sum[i][j] = left[i][j].add(factor.multiply(right[i][j]));
            }
        }
        return sum;
    }

    static BigFraction[][] of(FloatMatrix matrix) {
        BigFraction[][] values = new BigFraction[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                values[i][j] = ExactDouble.of(matrix.get(i, j));
            }
        }
        return values;
    }

    /** Whether the Frobenius distance is at most a bound, decided exactly. */
    static boolean within(double bound, FloatMatrix merged, BigFraction[][] exact) {
        BigFraction sum = BigFraction.ZERO;
        BigFraction[][] off = plus(of(merged), BigFraction.MINUS_ONE, exact);
        for (BigFraction[] row : off) {
            for (BigFraction x : row) {
                sum = sum.add(x.multiply(x));
            }
        }
        return sum.compareTo(ExactDouble.of(bound).multiply(ExactDouble.of(bound))) <= 0;
    }
}
