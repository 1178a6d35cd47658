package org.peftcheck.numeric.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The integer tableau of Lemke's method: columns y (n), μ (n), the covering variable, the right-hand side.
 *
 * <p>Row i stands for s_i y_i − s_i (M μ)_i − z = s_i q_i with the s_i &gt; 0 that clears its denominators; this is
 * Lemke's method with the covering vector (1/s_i).
 */
final class LemkeTableau {

    private final int n;
    private final int cover;
    private final int rhs;
    private final BigInteger[][] tableau;
    private final IntegerRows rows;
    private final int[] basis;
    private BigInteger denominator = BigInteger.ONE;

    LemkeTableau(RationalMatrix m, RationalMatrix q) {
        n = m.rows();
        cover = 2 * n;
        rhs = 2 * n + 1;
        tableau = new BigInteger[n][rhs + 1];
        rows = IntegerRows.of(m.beside(q));
        basis = new int[n];
        for (int i = 0; i < n; i++) {
            BigInteger[] row = rows.values()[i];
            for (int j = 0; j < n; j++) {
                tableau[i][j] = i == j ? BigInteger.ONE : BigInteger.ZERO;
                tableau[i][n + j] = row[j].negate();
            }
            tableau[i][cover] = BigInteger.ONE.negate();
            tableau[i][rhs] = row[n];
            basis[i] = i;
        }
    }

    Optional<Lemke.Solution> solve() {
        int row = mostNegativeRow();
        if (row < 0) {
            return Optional.of(solution());
        }
        for (int j = 0; j <= rhs; j++) {
            tableau[row][j] = tableau[row][j].negate();
        }
        int entering = cover;
        while (true) {
            int leaving = basis[row];
            FractionFreePivot.eliminate(tableau, row, entering, denominator);
            denominator = tableau[row][entering];
            basis[row] = entering;
            if (leaving == cover) {
                return Optional.of(solution());
            }
            entering = leaving < n ? leaving + n : leaving - n;
            row = leavingRow(entering);
            if (row < 0) {
                return Optional.empty();
            }
        }
    }

    /** The lexicographically least row of (right-hand side, y columns) if it is negative, else −1. */
    private int mostNegativeRow() {
        int best = -1;
        for (int i = 0; i < n; i++) {
            int order = tableau[i][rhs].compareTo(best < 0 ? BigInteger.ZERO : tableau[best][rhs]);
            if (order < 0 || best >= 0 && order == 0) {
                best = i;
            }
        }
        return best;
    }

    /** The row of lexicographically least ratio, but the covering variable's as soon as it can leave; −1 on a ray. */
    private int leavingRow(int column) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            if (tableau[i][column].signum() <= 0) {
                continue;
            }
            int order = best < 0 ? -1 : compareRatio(i, best, column, rhs);
            if (order == 0) {
                order = breakTie(i, best, column);
            }
            if (order < 0) {
                best = i;
            }
        }
        return best;
    }

    private int breakTie(int i, int best, int column) {
        if (basis[best] == cover || basis[i] == cover) {
            return basis[i] == cover ? -1 : 1;
        }
        for (int j = 0; j < n; j++) {
            int order = compareRatio(i, best, column, j);
            if (order != 0) {
                return order;
            }
        }
        throw new IllegalStateException("two rows of a basis inverse are proportional");
    }

    private int compareRatio(int i, int k, int column, int numerator) {
        return tableau[i][numerator]
                .multiply(tableau[k][column])
                .compareTo(tableau[k][numerator].multiply(tableau[i][column]));
    }

    private Lemke.Solution solution() {
        BigFraction[] values = new BigFraction[2 * n + 1];
        Arrays.fill(values, BigFraction.ZERO);
        for (int i = 0; i < n; i++) {
            BigFraction value = new BigFraction(tableau[i][rhs], denominator);
            values[basis[i]] = basis[i] < n ? value.divide(rows.multiplier(basis[i])) : value;
        }
        return new Lemke.Solution(
                RationalMatrix.of(n, 1, (i, j) -> values[i]), RationalMatrix.of(n, 1, (i, j) -> values[n + i]));
    }
}
