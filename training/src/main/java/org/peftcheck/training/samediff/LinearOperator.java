package org.peftcheck.training.samediff;

import org.nd4j.autodiff.samediff.SDVariable;
import org.peftcheck.theory.algebra.Scalar;

/**
 * A matrix that need not be formed: it can be applied to the rows of a tensor, x ↦ x Mᵀ, and its transpose too, x ↦ x M.
 */
sealed interface LinearOperator {

    /** The number of rows of M. */
    int rows();

    /** The number of columns of M. */
    int columns();

    /** x Mᵀ for x of n × columns. */
    SDVariable apply(SDVariable x);

    /** x M for x of n × rows. */
    SDVariable applyTransposed(SDVariable x);

    /** M as a node, in the given reading. */
    SDVariable form(SameDiffMatrices matrices);

    /** A matrix that is there. */
    record Formed(SDVariable matrix, int rows, int columns) implements LinearOperator {
        @Override
        public SDVariable apply(SDVariable x) {
            return x.getSameDiff().mmul(x, matrix, false, true, false);
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return x.getSameDiff().mmul(x, matrix);
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return matrix;
        }
    }

    /** A sum or a difference. */
    record Sum(LinearOperator left, LinearOperator right, boolean minus) implements LinearOperator {
        @Override
        public int rows() {
            return left.rows();
        }

        @Override
        public int columns() {
            return left.columns();
        }

        @Override
        public SDVariable apply(SDVariable x) {
            return joined(left.apply(x), right.apply(x));
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return joined(left.applyTransposed(x), right.applyTransposed(x));
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return joined(left.form(matrices), right.form(matrices));
        }

        private SDVariable joined(SDVariable first, SDVariable second) {
            return minus ? first.sub(second) : first.add(second);
        }
    }

    /** A product of a tall matrix and a wide one. */
    record Product(LinearOperator left, LinearOperator right) implements LinearOperator {
        @Override
        public int rows() {
            return left.rows();
        }

        @Override
        public int columns() {
            return right.columns();
        }

        @Override
        public SDVariable apply(SDVariable x) {
            return left.apply(right.apply(x));
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return right.applyTransposed(left.applyTransposed(x));
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return matrices.times(left.form(matrices), right.form(matrices));
        }
    }

    /** A multiple. */
    record Multiple(Scalar factor, LinearOperator of) implements LinearOperator {
        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public SDVariable apply(SDVariable x) {
            return of.apply(x).mul(factor.value().doubleValue());
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return of.applyTransposed(x).mul(factor.value().doubleValue());
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return matrices.scale(factor, of.form(matrices));
        }
    }

    /** diag(factors) M. */
    record RowsScaled(SDVariable factors, LinearOperator of) implements LinearOperator {
        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        private SDVariable alongRows() {
            return factors.getSameDiff().reshape(factors, 1, of.rows());
        }

        @Override
        public SDVariable apply(SDVariable x) {
            return of.apply(x).mul(alongRows());
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return of.applyTransposed(x.mul(alongRows()));
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return matrices.scaleRows(factors, of.form(matrices));
        }
    }

    /** A transpose. */
    record Transpose(LinearOperator of) implements LinearOperator {
        @Override
        public int rows() {
            return of.columns();
        }

        @Override
        public int columns() {
            return of.rows();
        }

        @Override
        public SDVariable apply(SDVariable x) {
            return of.applyTransposed(x);
        }

        @Override
        public SDVariable applyTransposed(SDVariable x) {
            return of.apply(x);
        }

        @Override
        public SDVariable form(SameDiffMatrices matrices) {
            return matrices.transpose(of.form(matrices));
        }
    }
}
