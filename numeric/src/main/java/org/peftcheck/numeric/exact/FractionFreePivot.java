package org.peftcheck.numeric.exact;

import java.math.BigInteger;

/**
 * One step of fraction-free Gauss–Jordan elimination (Bareiss 1968).
 *
 * <p>The entries stay minors of the first tableau, so that the division by the previous pivot leaves no remainder. After
 * a step all earlier pivots equal the new one, which is the common denominator of the tableau.
 */
final class FractionFreePivot {

    private FractionFreePivot() {}

    /**
     * Makes a column zero outside the pivot row.
     *
     * @param tableau integer rows of one length, changed in place
     * @param row the pivot row
     * @param column the pivot column; the entry there is the new common denominator
     * @param previous the common denominator so far, 1 at the start
     */
    static void eliminate(BigInteger[][] tableau, int row, int column, BigInteger previous) {
        BigInteger[] pivotRow = tableau[row];
        BigInteger pivot = pivotRow[column];
        for (int i = 0; i < tableau.length; i++) {
            if (i == row) {
                continue;
            }
            BigInteger[] target = tableau[i];
            BigInteger factor = target[column];
            for (int j = 0; j < target.length; j++) {
                BigInteger value = target[j].signum() == 0 ? BigInteger.ZERO : target[j].multiply(pivot);
                if (factor.signum() != 0 && pivotRow[j].signum() != 0) {
                    value = value.subtract(factor.multiply(pivotRow[j]));
                }
                target[j] = value.signum() == 0 ? BigInteger.ZERO : value.divide(previous);
            }
        }
    }
}
