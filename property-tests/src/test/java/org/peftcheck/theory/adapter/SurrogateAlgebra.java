package org.peftcheck.theory.adapter;

import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.reading.ActivationValues;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Exact arithmetic in which an activation without rational values is replaced by one that has them: the argument is rounded to a
 * double, and the double that the function returns is taken for its value. Statements that hold for every function σ are then
 * decided exactly, whatever the activation.
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
        return exact.scale(factor, matrix);
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
}
