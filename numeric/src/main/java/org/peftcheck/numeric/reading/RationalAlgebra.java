package org.peftcheck.numeric.reading;

import java.math.BigInteger;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The reading of a formula as its exact value over the rationals. ReLU and leaky ReLU are exact there; another activation is
 * refused, since it takes rationals to numbers that are not. So is a norm, or a factor, with a square root that is no rational.
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

    @Override
    public RationalMatrix scaleRows(RationalMatrix factors, RationalMatrix matrix) {
        requireShape("scaled rows: expected factors of ", factors, matrix.rows(), 1);
        return RationalMatrix.of(
                matrix.rows(), matrix.columns(), (i, j) -> factors.get(i, 0).multiply(matrix.get(i, j)));
    }

    private static void requireShape(String what, RationalMatrix matrix, int rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException(
                    what + rows + "x" + columns + ", got " + matrix.rows() + "x" + matrix.columns());
        }
    }

    @Override
    public RationalMatrix divide(RationalMatrix dividend, RationalMatrix divisor) {
        requireShape("quotient: expected a second operand of ", divisor, dividend.rows(), dividend.columns());
        return RationalMatrix.of(dividend.rows(), dividend.columns(), (i, j) -> {
            if (divisor.get(i, j).signum() == 0) {
                throw new IllegalArgumentException(
                        "quotient: expected divisors other than 0, got 0 at row " + i + ", column " + j + " (from 0)");
            }
            return dividend.get(i, j).divide(divisor.get(i, j));
        });
    }

    @Override
    public RationalMatrix rowNorms(RationalMatrix matrix) {
        return RationalMatrix.of(matrix.rows(), 1, (i, j) -> {
            BigFraction square = squaredNorm(matrix, i);
            return squareRoot(square)
                    .orElseThrow(() -> new IllegalArgumentException("exact norm of row " + i
                            + " (from 0): expected the square of a rational number, got " + square));
        });
    }

    /**
     * The sum of the squares of a row.
     *
     * @param matrix a matrix
     * @param row the row, from 0
     * @return the square of its norm, exactly
     */
    public static BigFraction squaredNorm(RationalMatrix matrix, int row) {
        BigFraction sum = BigFraction.ZERO;
        for (int j = 0; j < matrix.columns(); j++) {
            sum = sum.add(matrix.get(row, j).multiply(matrix.get(row, j)));
        }
        return sum;
    }

    /**
     * The square root of a rational number, where it is rational.
     *
     * @param square a number that is not negative
     * @return the root, none if it is irrational
     */
    public static Optional<BigFraction> squareRoot(BigFraction square) {
        BigInteger[] above = square.getNumerator().sqrtAndRemainder();
        BigInteger[] below = square.getDenominator().sqrtAndRemainder();
        return above[1].signum() == 0 && below[1].signum() == 0
                ? Optional.of(new BigFraction(above[0], below[0]))
                : Optional.empty();
    }
}
