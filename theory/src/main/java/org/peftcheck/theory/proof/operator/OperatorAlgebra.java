package org.peftcheck.theory.proof.operator;

import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/** The reading of a formula in the free *-algebra, where what is not linear, or depends on a basis, has no place. */
public final class OperatorAlgebra implements MatrixAlgebra<OperatorPolynomial> {

    @Override
    public OperatorPolynomial plus(OperatorPolynomial left, OperatorPolynomial right) {
        return left.plus(right);
    }

    @Override
    public OperatorPolynomial minus(OperatorPolynomial left, OperatorPolynomial right) {
        return left.minus(right);
    }

    @Override
    public OperatorPolynomial times(OperatorPolynomial left, OperatorPolynomial right) {
        return left.times(right);
    }

    @Override
    public OperatorPolynomial scale(Scalar factor, OperatorPolynomial matrix) {
        return matrix.scale(factor.value());
    }

    @Override
    public OperatorPolynomial activate(Activation activation, OperatorPolynomial matrix) {
        throw new IllegalArgumentException(
                "free *-algebra: expected a formula without activations, got " + activation.id() + "(" + matrix + ")");
    }

    @Override
    public OperatorPolynomial transpose(OperatorPolynomial matrix) {
        return matrix.adjoint();
    }

    @Override
    public OperatorPolynomial scaleRows(OperatorPolynomial factors, OperatorPolynomial matrix) {
        throw noPlace("scaled rows", matrix);
    }

    @Override
    public OperatorPolynomial divide(OperatorPolynomial dividend, OperatorPolynomial divisor) {
        throw noPlace("entrywise quotients", dividend);
    }

    @Override
    public OperatorPolynomial rowNorms(OperatorPolynomial matrix) {
        throw noPlace("norms", matrix);
    }

    private static IllegalArgumentException noPlace(String what, OperatorPolynomial operand) {
        return new IllegalArgumentException(
                "free *-algebra: expected a formula without " + what + ", got one of " + operand);
    }
}
