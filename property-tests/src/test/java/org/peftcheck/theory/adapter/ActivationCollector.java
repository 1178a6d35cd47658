package org.peftcheck.theory.adapter;

import java.util.HashSet;
import java.util.Set;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/** The reading of a formula as the activations that occur in it. */
final class ActivationCollector implements MatrixAlgebra<Set<Activation>> {

    private static Set<Activation> union(Set<Activation> left, Set<Activation> right) {
        Set<Activation> both = new HashSet<>(left);
        both.addAll(right);
        return both;
    }

    @Override
    public Set<Activation> plus(Set<Activation> left, Set<Activation> right) {
        return union(left, right);
    }

    @Override
    public Set<Activation> minus(Set<Activation> left, Set<Activation> right) {
        return union(left, right);
    }

    @Override
    public Set<Activation> times(Set<Activation> left, Set<Activation> right) {
        return union(left, right);
    }

    @Override
    public Set<Activation> scale(Scalar factor, Set<Activation> matrix) {
        return matrix;
    }

    @Override
    public Set<Activation> activate(Activation activation, Set<Activation> matrix) {
        return union(matrix, Set.of(activation));
    }

    @Override
    public Set<Activation> transpose(Set<Activation> matrix) {
        return matrix;
    }

    @Override
    public Set<Activation> scaleRows(Set<Activation> factors, Set<Activation> matrix) {
        return union(factors, matrix);
    }

    @Override
    public Set<Activation> divide(Set<Activation> dividend, Set<Activation> divisor) {
        return union(dividend, divisor);
    }

    @Override
    public Set<Activation> rowNorms(Set<Activation> matrix) {
        return matrix;
    }
}
