package org.peftcheck.numeric.exact;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Systems of linear equations over the rationals. */
public final class ExactSolver {

    private ExactSolver() {}

    /**
     * A solution of a·x = b; the unknowns of the dependent columns are zero.
     *
     * @param a m×n, of any rank
     * @param b m×p
     * @return x, n×p, or empty if some column of b is not in the column space of a
     * @throws IllegalArgumentException if a and b have different numbers of rows
     */
    public static Optional<RationalMatrix> solve(RationalMatrix a, RationalMatrix b) {
        if (a.rows() != b.rows()) {
            throw new IllegalArgumentException("linear system: expected a right-hand side with " + a.rows()
                    + " rows, got " + b.rows() + "x" + b.columns());
        }
        int n = a.columns();
        EchelonForm form = EchelonForm.of(a.beside(b), n);
        if (!form.isZeroBelowRankFrom(n)) {
            return Optional.empty();
        }
        int[] rowOfUnknown = new int[n];
        Arrays.fill(rowOfUnknown, -1);
        for (int i = 0; i < form.rank(); i++) {
            rowOfUnknown[form.pivotColumns().get(i)] = i;
        }
        return Optional.of(RationalMatrix.of(
                n, b.columns(), (i, j) -> rowOfUnknown[i] < 0 ? BigFraction.ZERO : form.get(rowOfUnknown[i], n + j)));
    }

    /**
     * The inverse.
     *
     * @param a a square matrix
     * @return the inverse, or empty if a is singular
     * @throws IllegalArgumentException if a is not square
     */
    public static Optional<RationalMatrix> inverse(RationalMatrix a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException(
                    "inverse: expected a square matrix, got " + a.rows() + "x" + a.columns());
        }
        return solve(a, RationalMatrix.identity(a.rows()));
    }
}
