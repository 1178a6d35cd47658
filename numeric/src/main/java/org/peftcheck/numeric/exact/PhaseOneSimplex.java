package org.peftcheck.numeric.exact;

import java.math.BigInteger;
import java.util.Arrays;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Phase one of the simplex method on integers, with Bland's rule.
 *
 * <p>The tableau has m rows for A x + s = b with artificial variables s (the rows scaled so that b ≥ 0) and one more for
 * the cost Σ s. Its entries are integers over one common positive denominator. An artificial variable that has left the
 * basis does not come back.
 */
final class PhaseOneSimplex {

    private final int m;
    private final int n;
    private final int rhs;
    private final BigInteger[][] tableau;
    private final BigFraction[] multipliers;
    private final int[] basis;
    private BigInteger denominator = BigInteger.ONE;

    PhaseOneSimplex(RationalMatrix a, RationalMatrix b) {
        m = a.rows();
        n = a.columns();
        rhs = n + m;
        tableau = new BigInteger[m + 1][rhs + 1];
        multipliers = new BigFraction[m];
        basis = new int[m];
        IntegerRows rows = IntegerRows.of(a.beside(b));
        Arrays.fill(tableau[m], BigInteger.ZERO);
        for (int i = 0; i < m; i++) {
            BigInteger[] row = rows.values()[i];
            boolean flip = row[n].signum() < 0;
            multipliers[i] = flip ? rows.multiplier(i).negate() : rows.multiplier(i);
            for (int j = 0; j <= n; j++) {
                BigInteger value = flip ? row[j].negate() : row[j];
                int column = j == n ? rhs : j;
                tableau[i][column] = value;
                tableau[m][column] = tableau[m][column].subtract(value);
            }
            for (int j = n; j < rhs; j++) {
                tableau[i][j] = j == n + i ? BigInteger.ONE : BigInteger.ZERO;
            }
            basis[i] = n + i;
        }
    }

    FarkasAlternative decide() {
        for (int entering = entering(); entering >= 0; entering = entering()) {
            int leaving = leaving(entering);
            FractionFreePivot.eliminate(tableau, leaving, entering, denominator);
            denominator = tableau[leaving][entering];
            basis[leaving] = entering;
        }
        return tableau[m][rhs].signum() == 0
                ? new FarkasAlternative.Solution(solution())
                : new FarkasAlternative.Separation(separation());
    }

    private int entering() {
        for (int j = 0; j < n; j++) {
            if (tableau[m][j].signum() < 0) {
                return j;
            }
        }
        return -1;
    }

    /** The row of least ratio, of those the one with the least basic variable. The cost is bounded, so there is one. */
    private int leaving(int column) {
        int best = -1;
        for (int i = 0; i < m; i++) {
            if (tableau[i][column].signum() <= 0) {
                continue;
            }
            int order = best < 0
                    ? -1
                    : tableau[i][rhs]
                            .multiply(tableau[best][column])
                            .compareTo(tableau[best][rhs].multiply(tableau[i][column]));
            if (order < 0 || order == 0 && basis[i] < basis[best]) {
                best = i;
            }
        }
        return best;
    }

    private RationalMatrix solution() {
        BigFraction[] x = new BigFraction[n];
        Arrays.fill(x, BigFraction.ZERO);
        for (int i = 0; i < m; i++) {
            if (basis[i] < n) {
                x[basis[i]] = new BigFraction(tableau[i][rhs], denominator);
            }
        }
        return RationalMatrix.of(n, 1, (i, j) -> x[i]);
    }

    /** The reduced cost of the artificial variable i is 1 − π_i, for π the multipliers of the scaled rows. */
    private RationalMatrix separation() {
        return RationalMatrix.of(
                m,
                1,
                (i, j) -> BigFraction.ONE
                        .subtract(new BigFraction(tableau[m][n + i], denominator))
                        .multiply(multipliers[i]));
    }
}
