package org.peftcheck.numeric.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** The reduced row echelon form of a rational matrix, or of its first columns with the others carried along. */
final class EchelonForm {

    private final BigInteger[][] tableau;
    private final BigInteger denominator;
    private final List<Integer> pivotColumns;
    private final List<Integer> pivotRows;

    private EchelonForm(
            BigInteger[][] tableau, BigInteger denominator, List<Integer> pivotColumns, List<Integer> pivotRows) {
        this.tableau = tableau;
        this.denominator = denominator;
        this.pivotColumns = List.copyOf(pivotColumns);
        this.pivotRows = List.copyOf(pivotRows);
    }

    /**
     * Eliminates.
     *
     * @param matrix any matrix
     * @param columns pivots are taken among this many first columns only
     */
    static EchelonForm of(RationalMatrix matrix, int columns) {
        BigInteger[][] tableau = IntegerRows.of(matrix).values();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < tableau.length; i++) {
            order.add(i);
        }
        List<Integer> pivots = new ArrayList<>();
        BigInteger denominator = BigInteger.ONE;
        for (int column = 0; column < columns && pivots.size() < tableau.length; column++) {
            int target = pivots.size();
            int found = firstNonZero(tableau, target, column);
            if (found < 0) {
                continue;
            }
            BigInteger[] row = tableau[found];
            tableau[found] = tableau[target];
            tableau[target] = row;
            order.set(found, order.set(target, order.get(found)));
            FractionFreePivot.eliminate(tableau, target, column, denominator);
            denominator = tableau[target][column];
            pivots.add(column);
        }
        return new EchelonForm(tableau, denominator, pivots, order.subList(0, pivots.size()));
    }

    private static int firstNonZero(BigInteger[][] tableau, int from, int column) {
        for (int i = from; i < tableau.length; i++) {
            if (tableau[i][column].signum() != 0) {
                return i;
            }
        }
        return -1;
    }

    int rank() {
        return pivotColumns.size();
    }

    /** The pivot columns, ascending: a maximal set of independent columns. */
    List<Integer> pivotColumns() {
        return pivotColumns;
    }

    /** The rows of the matrix that gave the pivots, in that order: a maximal set of independent rows. */
    List<Integer> pivotRows() {
        return pivotRows;
    }

    /** An entry of the reduced form; rows from {@link #rank()} on are zero in the pivoted columns. */
    BigFraction get(int row, int column) {
        return new BigFraction(tableau[row][column], denominator);
    }

    /** Whether the rows below the pivots are zero from the given column on. */
    boolean isZeroBelowRankFrom(int column) {
        for (int i = rank(); i < tableau.length; i++) {
            for (int j = column; j < tableau[i].length; j++) {
                if (tableau[i][j].signum() != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
