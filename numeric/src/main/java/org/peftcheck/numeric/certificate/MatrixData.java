package org.peftcheck.numeric.certificate;

import java.util.Objects;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** A matrix of a certificate: over the rationals, over the doubles, or of real numbers that are known exactly. */
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
     * The same matrix of real numbers; exact.
     *
     * @return the matrix
     */
    default ExactRealMatrix reals() {
        return ExactRealMatrix.of(exactly());
    }

    /**
     * The same matrix over the rationals; exact.
     *
     * @return the matrix
     * @throws BadCertificateException if an entry is irrational
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

    /**
     * A matrix of real numbers that are known exactly.
     *
     * @param matrix the matrix
     */
    record Reals(ExactRealMatrix matrix) implements MatrixData {
        /** Checks that the matrix is there. */
        public Reals {
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
        public ExactRealMatrix reals() {
            return matrix;
        }

        @Override
        public RationalMatrix exactly() {
            return matrix.rational()
                    .orElseThrow(() -> new BadCertificateException("matrix: expected rationals, got " + matrix));
        }
    }
}
