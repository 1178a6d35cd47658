package org.peftcheck.training.tie;

import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;

/** An upper bound on ‖(A − W X) B‖_F, the rounding of its evaluation included. */
final class Residual {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    private Residual() {}

    static double normAtMost(double[][] w, DenseMatrix x, DenseMatrix a, DenseMatrix b) {
        DenseMatrix weight = DenseMatrix.of(w);
        DenseMatrix inner = ALGEBRA.minus(a, ALGEBRA.times(weight, x));
        DenseMatrix outer = ALGEBRA.times(inner, b);
        double sizeOfB = norm(b);
        double products = norm(weight) * norm(x);
        double rounding = Upwards.gamma(w[0].length + 1L) * products + Upwards.U * norm(inner);
        double outerRounding = Upwards.gamma(b.rows()) * norm(inner) * sizeOfB;
        return Upwards.slack(norm(outer) + rounding * sizeOfB + outerRounding);
    }

    private static double norm(DenseMatrix matrix) {
        return Upwards.norm(matrix.copyOfEntries());
    }
}
