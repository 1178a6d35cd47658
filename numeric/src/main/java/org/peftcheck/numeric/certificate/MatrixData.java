package org.peftcheck.numeric.certificate;

import java.util.Objects;
import org.peftcheck.theory.exact.RationalMatrix;

/** A matrix of a certificate: over the rationals, or over the doubles. */
public sealed interface MatrixData {

    /**
     * The number of rows.
     *
     * @return the number of rows
     */
    int rows();

    /**
     * The number of columns.
     *
     * @return the number of columns
     */
    int columns();

    /**
     * The same matrix over the rationals; exact.
     *
     * @return the matrix
     */
    RationalMatrix exactly();

    /**
     * A matrix over the rationals.
     *
     * @param matrix the matrix
     */
    record Exact(RationalMatrix matrix) implements MatrixData {
        /** Checks that the matrix is there. */
        public Exact {
            Objects.requireNonNull(matrix, "matrix");
        }

        @Override
        public int rows() {
            return matrix.rows();
        }

        @Override
        public int columns() {
            return matrix.columns();
        }

        @Override
        public RationalMatrix exactly() {
            return matrix;
        }
    }

    /**
     * A matrix of doubles.
     *
     * @param matrix the matrix
     */
    record Floats(FloatMatrix matrix) implements MatrixData {
        /** Checks that the matrix is there. */
        public Floats {
            Objects.requireNonNull(matrix, "matrix");
        }

        @Override
        public int rows() {
            return matrix.rows();
        }

        @Override
        public int columns() {
            return matrix.columns();
        }

        @Override
        public RationalMatrix exactly() {
            return RationalMatrix.ofDoubles(matrix.toRows());
        }
    }
}
