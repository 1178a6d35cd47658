package org.peftcheck.training.tie;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.peftcheck.numeric.reading.DenseMatrix;

/**
 * An update as a product A B, with a bound on how far the product is from the exact update.
 *
 * @param a d_out × r
 * @param b r × d_in
 * @param error an upper bound on ‖Δ − A B‖_F
 */
record LowRankFactors(DenseMatrix a, DenseMatrix b, double error) {

    int rank() {
        return a.columns();
    }

    /** The singular values of A B in double precision, the largest first; those that are 0 by the shape are left out. */
    double[] singularValues() {
        DenseMatrix left = triangle(a);
        DenseMatrix right = triangle(transposed(b));
        int r = rank();
        double[][] core = new double[left.rows()][right.rows()];
        for (int i = 0; i < core.length; i++) {
            for (int j = 0; j < core[i].length; j++) {
                for (int l = 0; l < r; l++) {
                    core[i][j] += left.get(i, l) * right.get(j, l);
                }
            }
        }
        if (core.length == 0 || core[0].length == 0) {
            return new double[0];
        }
        double largest = Arrays.stream(core)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        if (largest == 0) {
            return new double[Math.min(core.length, core[0].length)];
        }
        for (double[] row : core) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= largest;
            }
        }
        double[] values = new SingularValueDecomposition(new Array2DRowRealMatrix(core, false)).getSingularValues();
        return Arrays.stream(values).map(x -> x * largest).toArray();
    }

    /** R of a decomposition Q R. */
    private static DenseMatrix triangle(DenseMatrix matrix) {
        return ColumnSpace.of(matrix, Math.min(matrix.rows(), matrix.columns())).coordinates(matrix);
    }

    static DenseMatrix transposed(DenseMatrix matrix) {
        return DenseMatrix.of(matrix.columns(), matrix.rows(), (i, j) -> matrix.get(j, i));
    }
}
