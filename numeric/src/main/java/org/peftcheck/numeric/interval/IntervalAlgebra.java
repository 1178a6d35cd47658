package org.peftcheck.numeric.interval;

import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/** The reading of a formula as a rigorous enclosure of its value, for every activation. */
public final class IntervalAlgebra implements MatrixAlgebra<IntervalMatrix> {

    @Override
    public IntervalMatrix plus(IntervalMatrix left, IntervalMatrix right) {
        return left.plus(right);
    }

    @Override
    public IntervalMatrix minus(IntervalMatrix left, IntervalMatrix right) {
        return left.minus(right);
    }

    @Override
    public IntervalMatrix times(IntervalMatrix left, IntervalMatrix right) {
        return left.times(right);
    }

    @Override
    public IntervalMatrix scale(Scalar factor, IntervalMatrix matrix) {
        return matrix.scale(Interval.enclosing(factor.value()));
    }

    @Override
    public IntervalMatrix activate(Activation activation, IntervalMatrix matrix) {
        return ActivationEnclosure.of(activation, matrix);
    }

    @Override
    public IntervalMatrix transpose(IntervalMatrix matrix) {
        return matrix.transpose();
    }
}
