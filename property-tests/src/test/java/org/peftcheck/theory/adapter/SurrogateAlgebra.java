package org.peftcheck.theory.adapter;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.reading.ActivationValues;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Exact arithmetic in which an activation without rational values is replaced by one that has them: the argument is rounded to a
 * double, and the double that the function returns is taken for its value. An irrational norm or factor is replaced by a double near
 * it. Statements that hold for every function σ and every positive norm are then decided exactly.
 */
final class SurrogateAlgebra implements MatrixAlgebra<RationalMatrix> {

    private final RationalAlgebra exact = new RationalAlgebra();

    @Override
    public RationalMatrix plus(RationalMatrix left, RationalMatrix right) {
        return exact.plus(left, right);
    }

    @Override
    public RationalMatrix minus(RationalMatrix left, RationalMatrix right) {
        return exact.minus(left, right);
    }

    @Override
    public RationalMatrix times(RationalMatrix left, RationalMatrix right) {
        return exact.times(left, right);
    }

    @Override
    public RationalMatrix scale(Scalar factor, RationalMatrix matrix) {
        return factor.isRational() ? exact.scale(factor, matrix) : matrix.scale(Interval.exactly(factor.approx()));
    }

    @Override
    public RationalMatrix activate(Activation activation, RationalMatrix matrix) {
        return RationalAlgebra.isExact(activation)
                ? exact.activate(activation, matrix)
                : matrix.map(x ->
                        Interval.exactly(ActivationValues.inDoubles(activation).applyAsDouble(x.doubleValue())));
    }

    @Override
    public RationalMatrix transpose(RationalMatrix matrix) {
        return exact.transpose(matrix);
    }

    @Override
    public RationalMatrix scaleRows(RationalMatrix factors, RationalMatrix matrix) {
        return exact.scaleRows(factors, matrix);
    }

    @Override
    public RationalMatrix divide(RationalMatrix dividend, RationalMatrix divisor) {
        return exact.divide(dividend, divisor);
    }

    @Override
    public RationalMatrix rowNorms(RationalMatrix matrix) {
        return RationalMatrix.of(matrix.rows(), 1, (i, j) -> {
            BigFraction square = RationalAlgebra.squaredNorm(matrix, i);
            return RationalAlgebra.squareRoot(square)
                    .orElseGet(() -> Interval.exactly(Math.sqrt(square.doubleValue())));
        });
    }
}
