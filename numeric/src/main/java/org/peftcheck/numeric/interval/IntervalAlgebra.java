package org.peftcheck.numeric.interval;

import org.hipparchus.fraction.BigFraction;
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
        return matrix.scale(enclosing(factor));
    }

    @Override
    public IntervalMatrix activate(Activation activation, IntervalMatrix matrix) {
        return ActivationEnclosure.of(activation, matrix);
    }

    @Override
    public IntervalMatrix transpose(IntervalMatrix matrix) {
        return matrix.transpose();
    }

    /**
     * An enclosure of a factor, with a square root or without.
     *
     * @param factor a factor whose dimensions are numbers
     * @return the enclosure
     */
    public static Interval enclosing(Scalar factor) {
        Interval coefficient = Interval.enclosing(factor.coefficient());
        return factor.root()
                .map(number -> coefficient.dividedBy(
                        Interval.enclosing(new BigFraction(number)).sqrt()))
                .orElse(coefficient);
    }

    @Override
    public IntervalMatrix scaleRows(IntervalMatrix factors, IntervalMatrix matrix) {
        if (factors.rows() != matrix.rows() || factors.columns() != 1) {
            throw new IllegalArgumentException("scaled rows: expected factors of " + matrix.rows() + "x1, got "
                    + factors.rows() + "x" + factors.columns());
        }
        return IntervalMatrix.of(
                matrix.rows(), matrix.columns(), (i, j) -> factors.get(i, 0).times(matrix.get(i, j)));
    }

    @Override
    public IntervalMatrix divide(IntervalMatrix dividend, IntervalMatrix divisor) {
        if (dividend.rows() != divisor.rows() || dividend.columns() != divisor.columns()) {
            throw new IllegalArgumentException("interval quotient: expected a second operand of " + dividend.rows()
                    + "x" + dividend.columns() + ", got " + divisor.rows() + "x" + divisor.columns());
        }
        return IntervalMatrix.of(dividend.rows(), dividend.columns(), (i, j) -> {
            Interval by = divisor.get(i, j);
            if (by.containsZero()) {
                throw new IllegalArgumentException("interval quotient: expected divisors without zero, got " + by
                        + " at row " + i + ", column " + j + " (from 0)");
            }
            return dividend.get(i, j).dividedBy(by);
        });
    }

    @Override
    public IntervalMatrix rowNorms(IntervalMatrix matrix) {
        return IntervalMatrix.of(
                matrix.rows(),
                1,
                (i, j) -> IntervalMatrix.of(1, matrix.columns(), (first, l) -> matrix.get(i, l))
                        .frobeniusNorm());
    }
}
