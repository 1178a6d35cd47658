package org.peftcheck.numeric.reading;

import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The reading of a formula as its exact value over the rationals. ReLU and leaky ReLU are exact there; another activation is
 * refused, since it takes rationals to numbers that are not.
 */
public final class RationalAlgebra implements MatrixAlgebra<RationalMatrix> {

    /**
     * The shape of a matrix.
     *
     * @param matrix a matrix
     * @return its shape
     */
    public static Shape shapeOf(RationalMatrix matrix) {
        return Shape.of(matrix.rows(), matrix.columns());
    }

    /**
     * Whether an activation has exact values here.
     *
     * @param activation the activation
     * @return whether {@link #activate} accepts it
     */
    public static boolean isExact(Activation activation) {
        return ActivationValues.exactly(activation).isPresent();
    }

    @Override
    public RationalMatrix plus(RationalMatrix left, RationalMatrix right) {
        return left.plus(right);
    }

    @Override
    public RationalMatrix minus(RationalMatrix left, RationalMatrix right) {
        return left.minus(right);
    }

    @Override
    public RationalMatrix times(RationalMatrix left, RationalMatrix right) {
        return left.times(right);
    }

    @Override
    public RationalMatrix scale(Scalar factor, RationalMatrix matrix) {
        return matrix.scale(factor.value());
    }

    @Override
    public RationalMatrix activate(Activation activation, RationalMatrix matrix) {
        return matrix.map(ActivationValues.exactly(activation)
                .orElseThrow(() -> new IllegalArgumentException("exact value of " + activation.id()
                        + ": expected an activation with rational values (relu, leaky-relu, triangle), got "
                        + activation.id())));
    }

    @Override
    public RationalMatrix transpose(RationalMatrix matrix) {
        return matrix.transpose();
    }
}
