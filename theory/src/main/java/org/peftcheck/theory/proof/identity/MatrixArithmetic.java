package org.peftcheck.theory.proof.identity;

/**
 * The operations in which a rational identity is evaluated.
 *
 * @param <M> the matrices
 */
interface MatrixArithmetic<M> {

    /** The sum of two matrices of one shape. */
    M plus(M left, M right);

    /** The product; left has as many columns as right has rows. */
    M times(M left, M right);

    /** The transposed matrix. */
    M transpose(M matrix);

    /** An integer multiple. */
    M scale(long factor, M matrix);

    /**
     * The inverse of a square matrix.
     *
     * @throws SingularDrawException if there is none
     */
    M inverse(M matrix);

    /** The 1×1 matrix with the sum of the squares of the entries. */
    M squaredNorm(M matrix);

    /** The identity of the given side. */
    M identity(int size);

    /** Whether all entries are zero. */
    boolean isZero(M matrix);
}
