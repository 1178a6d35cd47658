package org.peftcheck.numeric.reading;

import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;

/** The reading of a formula as a rigorous enclosure of its value, for every activation. */
public final class IntervalAlgebra implements MatrixAlgebra<IntervalMatrix> {

    /**
     * The shape of a matrix.
     *
     * @param matrix a matrix
     * @return its shape
     */
    public static Shape shapeOf(IntervalMatrix matrix) {
        return Shape.of(matrix.rows(), matrix.columns());
    }

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
