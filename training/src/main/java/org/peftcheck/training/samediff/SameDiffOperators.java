package org.peftcheck.training.samediff;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.training.samediff.LinearOperator.Formed;

/**
 * The reading of an update rule as a linear operator: x W0ᵀ + (x Θ2ᵀ) Hᵀ in the place of x (W0 + H Θ2)ᵀ, so that no update of the
 * size of W0 is formed. A product is formed where that is the smaller matrix, as in W0 Θ1; so is the sum of two matrices that are there,
 * and what an activation or a norm needs.
 */
final class SameDiffOperators implements MatrixAlgebra<LinearOperator> {

    private final SameDiffMatrices matrices;

    SameDiffOperators(SameDiff graph) {
        this.matrices = new SameDiffMatrices(graph);
    }

    private Formed formed(LinearOperator operator) {
        return new Formed(operator.form(matrices), operator.rows(), operator.columns());
    }

    @Override
    public LinearOperator plus(LinearOperator left, LinearOperator right) {
        return sum(left, right, false);
    }

    @Override
    public LinearOperator minus(LinearOperator left, LinearOperator right) {
        return sum(left, right, true);
    }

    private LinearOperator sum(LinearOperator left, LinearOperator right, boolean minus) {
        LinearOperator sum = new LinearOperator.Sum(left, right, minus);
        return left instanceof Formed && right instanceof Formed ? formed(sum) : sum;
    }

    @Override
    public LinearOperator times(LinearOperator left, LinearOperator right) {
        LinearOperator product = new LinearOperator.Product(left, right);
        return right.columns() <= left.columns() ? formed(product) : product;
    }

    @Override
    public LinearOperator scale(Scalar factor, LinearOperator matrix) {
        return new LinearOperator.Multiple(factor, matrix);
    }

    @Override
    public LinearOperator activate(Activation activation, LinearOperator matrix) {
        return unary(matrix, matrices.activate(activation, matrix.form(matrices)));
    }

    private static LinearOperator unary(LinearOperator shape, SDVariable node) {
        return new Formed(node, shape.rows(), shape.columns());
    }

    @Override
    public LinearOperator transpose(LinearOperator matrix) {
        return new LinearOperator.Transpose(matrix);
    }

    @Override
    public LinearOperator scaleRows(LinearOperator factors, LinearOperator matrix) {
        return new LinearOperator.RowsScaled(factors.form(matrices), matrix);
    }

    @Override
    public LinearOperator divide(LinearOperator dividend, LinearOperator divisor) {
        return unary(dividend, matrices.divide(dividend.form(matrices), divisor.form(matrices)));
    }

    @Override
    public LinearOperator rowNorms(LinearOperator matrix) {
        return new Formed(matrices.rowNorms(matrix.form(matrices)), matrix.rows(), 1);
    }

    @Override
    public LinearOperator detached(LinearOperator matrix) {
        return unary(matrix, matrices.detached(matrix.form(matrices)));
    }
}
