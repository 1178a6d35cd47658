package org.peftcheck.numeric.exact;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The rows of a rational matrix, each multiplied by the positive rational that makes its entries coprime integers.
 *
 * <p>A zero row keeps the multiplier 1.
 */
final class IntegerRows {

    private final BigInteger[][] values;
    private final BigFraction[] multipliers;

    private IntegerRows(BigInteger[][] values, BigFraction[] multipliers) {
        this.values = values;
        this.multipliers = multipliers;
    }

    static IntegerRows of(RationalMatrix matrix) {
        BigInteger[][] values = new BigInteger[matrix.rows()][];
        BigFraction[] multipliers = new BigFraction[matrix.rows()];
        for (int i = 0; i < matrix.rows(); i++) {
            BigInteger common = commonDenominator(matrix, i);
            BigInteger[] row = new BigInteger[matrix.columns()];
            BigInteger content = BigInteger.ZERO;
            for (int j = 0; j < row.length; j++) {
                BigFraction entry = matrix.get(i, j);
                row[j] = entry.getNumerator().multiply(common.divide(entry.getDenominator()));
                content = content.gcd(row[j]);
            }
            if (content.signum() == 0) {
                content = BigInteger.ONE;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j].divide(content);
            }
            values[i] = row;
            multipliers[i] = new BigFraction(common, content);
        }
        return new IntegerRows(values, multipliers);
    }

    private static BigInteger commonDenominator(RationalMatrix matrix, int row) {
        BigInteger common = BigInteger.ONE;
        for (int j = 0; j < matrix.columns(); j++) {
            BigInteger denominator = matrix.get(row, j).getDenominator();
            common = common.divide(common.gcd(denominator)).multiply(denominator);
        }
        return common;
    }

    /** The integer rows; the caller may change them. */
    BigInteger[][] values() {
        return values;
    }

    /** The positive factor of a row: integer row = factor · rational row. */
    BigFraction multiplier(int row) {
        return multipliers[row];
    }
}
