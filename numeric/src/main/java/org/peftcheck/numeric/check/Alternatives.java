package org.peftcheck.numeric.check;

import java.util.ArrayList;
import java.util.List;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Decision;

/** The two sides of Gordan's alternative, each checked by multiplication. */
final class Alternatives {

    private Alternatives() {}

    /** Whether the last column θ of a d_in×n matrix has W0θ > 0; it fails for no W0 by itself, so a no is unknown. */
    static Decision positive(CheckedInstance c, String name) {
        if (!c.has(name)) {
            return Decision.UNKNOWN;
        }
        if (c.isExact()) {
            RationalMatrix thetas = c.exact(name);
            requireRows(name, c.dIn(), thetas.rows());
            RationalMatrix v = c.exactWeight().times(thetas.selectColumns(List.of(thetas.columns() - 1)));
            for (int i = 0; i < v.rows(); i++) {
                if (v.get(i, 0).signum() <= 0) {
                    return Decision.UNKNOWN;
                }
            }
            return Decision.HOLDS;
        }
        double[][] theta =
                lastColumn(c.floats(name, c.dIn(), c.document().matrix(name).columns()));
        BallMatrix v = CompensatedProduct.of(c.floatWeight(), theta);
        for (int i = 0; i < v.rows(); i++) {
            if (!(v.lower(i, 0) > 0)) {
                return Decision.UNKNOWN;
            }
        }
        return Decision.HOLDS;
    }

    /**
     * Whether y ≥ 0, y ≠ 0 annihilates the columns of W0; over the doubles, whether some vector near y with the same support
     * does: the correction is at most ‖W_Sᵀy_S‖ / σ_min(W_S), which must be less than the smallest entry of y_S.
     *
     * @param strict whether every entry of y has to be positive, which means K = {0}
     */
    static Decision annihilator(CheckedInstance c, boolean strict) {
        if (!c.has("y")) {
            return Decision.UNKNOWN;
        }
        return Decision.of(c.isExact() ? exactAnnihilator(c, strict) : roundedAnnihilator(c, strict));
    }

    private static boolean exactAnnihilator(CheckedInstance c, boolean strict) {
        RationalMatrix y = c.exact("y", c.dOut(), 1);
        int positive = 0;
        for (int i = 0; i < y.rows(); i++) {
            if (y.get(i, 0).signum() < 0) {
                return false;
            }
            positive += y.get(i, 0).signum();
        }
        boolean enough = strict ? positive == y.rows() : positive > 0;
        return enough && c.exactWeight().transpose().times(y).isZero();
    }

    private static boolean roundedAnnihilator(CheckedInstance c, boolean strict) {
        double[][] y = c.floats("y", c.dOut(), 1);
        double[][] w0 = c.floatWeight();
        List<double[]> rows = new ArrayList<>();
        List<double[]> entries = new ArrayList<>();
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < y.length; i++) {
            if (y[i][0] < 0 || (strict && y[i][0] == 0)) {
                return false;
            }
            if (y[i][0] > 0) {
                rows.add(w0[i]);
                entries.add(y[i]);
                smallest = Math.min(smallest, y[i][0]);
            }
        }
        if (rows.size() < c.dIn()) {
            return false;
        }
        double[][] support = rows.toArray(double[][]::new);
        double gap = CompensatedProduct.transposedTimes(support, BallMatrix.exact(entries.toArray(double[][]::new)))
                .frobeniusUpper();
        double sigma = SmallestSingularValue.lowerBound(support);
        return sigma > 0 && Up.divide(gap, sigma) < smallest;
    }

    private static double[][] lastColumn(double[][] matrix) {
        double[][] column = new double[matrix.length][1];
        for (int i = 0; i < matrix.length; i++) {
            column[i][0] = matrix[i][matrix[i].length - 1];
        }
        return column;
    }

    private static void requireRows(String name, int expected, int found) {
        if (expected != found) {
            throw new Rejection("matrix " + name + ": expected " + expected + " rows, got " + found);
        }
    }
}
