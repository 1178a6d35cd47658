package org.peftcheck.theory.algebra;

import org.hipparchus.fraction.BigFraction;

/**
 * The abstract matrix algebra in which an update rule is written once. Each implementation is a reading of the formula: its
 * shape, its TeX, its cost, its value in some arithmetic.
 *
 * <p>Values are immutable. An operation on values that do not fit is refused with an {@link IllegalArgumentException} by every
 * reading that knows shapes.
 *
 * @param <M> what a matrix is in this reading
 */
public interface MatrixAlgebra<M> {

    /**
     * The sum.
     *
     * @param left a matrix
     * @param right a matrix of the same shape
     * @return left + right
     */
    M plus(M left, M right);

    /**
     * The difference.
     *
     * @param left a matrix
     * @param right a matrix of the same shape
     * @return left − right
     */
    M minus(M left, M right);

    /**
     * The product.
     *
     * @param left a matrix
     * @param right a matrix with as many rows as {@code left} has columns
     * @return left · right
     */
    M times(M left, M right);

    /**
     * The multiple by a factor.
     *
     * @param factor the factor
     * @param matrix a matrix
     * @return factor · matrix
     */
    M scale(Scalar factor, M matrix);

    /**
     * An activation function applied to each entry.
     *
     * @param activation the function
     * @param matrix a matrix
     * @return σ(matrix)
     */
    M activate(Activation activation, M matrix);

    /**
     * The transposed matrix.
     *
     * @param matrix a matrix
     * @return matrixᵀ
     */
    M transpose(M matrix);

    /**
     * Each row multiplied by a number of its own.
     *
     * @param factors a column with as many entries as {@code matrix} has rows
     * @param matrix a matrix
     * @return diag(factors) · matrix
     */
    M scaleRows(M factors, M matrix);

    /**
     * The entrywise quotient. A divisor that is 0, or may be 0, is refused by every reading with numbers.
     *
     * @param dividend a matrix
     * @param divisor a matrix of the same shape without zeros
     * @return dividend ⊘ divisor
     */
    M divide(M dividend, M divisor);

    /**
     * The Euclidean norms of the rows. Those of the columns are the row norms of the transposed matrix.
     *
     * @param matrix a matrix
     * @return a column with as many entries as {@code matrix} has rows
     */
    M rowNorms(M matrix);

    /**
     * The multiple by a rational.
     *
     * @param factor the rational
     * @param matrix a matrix
     * @return factor · matrix
     */
    default M scale(BigFraction factor, M matrix) {
        return scale(Scalar.of(factor), matrix);
    }

    /**
     * The same matrix, which a gradient takes for a constant.
     *
     * @param matrix a matrix
     * @return the matrix; a reading that makes gradients lets none through
     */
    default M detached(M matrix) {
        return matrix;
    }
}
