package org.peftcheck.numeric.reading;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/**
 * The reading of a formula as its value in double precision, computed with EJML. EJML sees copies only.
 *
 * <p>A product of inner dimension m has error at most γ_m |left| |right| entrywise, γ_m = m u/(1 − m u), u = 2⁻⁵³, barring
 * underflow and overflow.
 */
public final class EjmlAlgebra implements MatrixAlgebra<DenseMatrix> {

    private static DMatrixRMaj copy(DenseMatrix matrix) {
        return DMatrixRMaj.wrap(matrix.rows(), matrix.columns(), matrix.copyOfEntries());
    }

    private static DenseMatrix result(DMatrixRMaj matrix) {
        return DenseMatrix.owning(matrix.numRows, matrix.numCols, matrix.data);
    }

    private static void requireSameShape(String what, DenseMatrix left, DenseMatrix right) {
        if (left.rows() != right.rows() || left.columns() != right.columns()) {
            throw new IllegalArgumentException(what + ": expected a second operand of " + left.rows() + "x"
                    + left.columns() + ", got " + right.rows() + "x" + right.columns());
        }
    }

    @Override
    public DenseMatrix plus(DenseMatrix left, DenseMatrix right) {
        requireSameShape("sum", left, right);
        DMatrixRMaj sum = new DMatrixRMaj(left.rows(), left.columns());
        CommonOps_DDRM.add(copy(left), copy(right), sum);
        return result(sum);
    }

    @Override
    public DenseMatrix minus(DenseMatrix left, DenseMatrix right) {
        requireSameShape("difference", left, right);
        DMatrixRMaj difference = new DMatrixRMaj(left.rows(), left.columns());
        CommonOps_DDRM.subtract(copy(left), copy(right), difference);
        return result(difference);
    }

    @Override
    public DenseMatrix times(DenseMatrix left, DenseMatrix right) {
        if (left.columns() != right.rows()) {
            throw new IllegalArgumentException("product: expected a second operand with " + left.columns()
                    + " rows, got " + right.rows() + "x" + right.columns());
        }
        DMatrixRMaj product = new DMatrixRMaj(left.rows(), right.columns());
        CommonOps_DDRM.mult(copy(left), copy(right), product);
        return result(product);
    }

    @Override
    public DenseMatrix scale(Scalar factor, DenseMatrix matrix) {
        double value = factor.approx();
        return matrix.map(x -> value * x);
    }

    @Override
    public DenseMatrix activate(Activation activation, DenseMatrix matrix) {
        return matrix.map(ActivationValues.inDoubles(activation));
    }

    @Override
    public DenseMatrix transpose(DenseMatrix matrix) {
        DMatrixRMaj transposed = new DMatrixRMaj(matrix.columns(), matrix.rows());
        CommonOps_DDRM.transpose(copy(matrix), transposed);
        return result(transposed);
    }

    @Override
    public DenseMatrix scaleRows(DenseMatrix factors, DenseMatrix matrix) {
        requireColumn(factors, matrix.rows());
        return DenseMatrix.of(matrix.rows(), matrix.columns(), (i, j) -> factors.get(i, 0) * matrix.get(i, j));
    }

    private static void requireColumn(DenseMatrix factors, int rows) {
        if (factors.rows() != rows || factors.columns() != 1) {
            throw new IllegalArgumentException(
                    "scaled rows: expected factors of " + rows + "x1, got " + factors.rows() + "x" + factors.columns());
        }
    }

    @Override
    public DenseMatrix divide(DenseMatrix dividend, DenseMatrix divisor) {
        requireSameShape("quotient", dividend, divisor);
        return DenseMatrix.of(dividend.rows(), dividend.columns(), (i, j) -> {
            if (divisor.get(i, j) == 0) {
                throw new IllegalArgumentException(
                        "quotient: expected divisors other than 0, got 0 at row " + i + ", column " + j + " (from 0)");
            }
            return dividend.get(i, j) / divisor.get(i, j);
        });
    }

    /** A row is scaled by a power of two first, so that no square overflows or vanishes. */
    @Override
    public DenseMatrix rowNorms(DenseMatrix matrix) {
        return DenseMatrix.of(matrix.rows(), 1, (i, j) -> norm(matrix, i));
    }

    private static double norm(DenseMatrix matrix, int row) {
        double largest = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            largest = Math.max(largest, Math.abs(matrix.get(row, j)));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        int exponent = Math.max(-1000, Math.min(1000, Math.getExponent(largest)));
        double sum = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            double x = Math.scalb(matrix.get(row, j), -exponent);
            sum += x * x;
        }
        return Math.scalb(Math.sqrt(sum), exponent);
    }
}
