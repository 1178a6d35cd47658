package org.peftcheck.theory.proof.identity;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Matrices over the rationals. */
record RationalArithmetic() implements MatrixArithmetic<RationalMatrix> {

    @Override
    public RationalMatrix plus(RationalMatrix left, RationalMatrix right) {
        return left.plus(right);
    }

    @Override
    public RationalMatrix times(RationalMatrix left, RationalMatrix right) {
        return left.times(right);
    }

    @Override
    public RationalMatrix transpose(RationalMatrix matrix) {
        return matrix.transpose();
    }

    @Override
    public RationalMatrix scale(long factor, RationalMatrix matrix) {
        return matrix.scale(new BigFraction(factor));
    }

    @Override
    public RationalMatrix squaredNorm(RationalMatrix matrix) {
        return RationalMatrix.of(1, 1, (i, j) -> matrix.squaredFrobeniusNorm());
    }

    @Override
    public RationalMatrix identity(int size) {
        return RationalMatrix.identity(size);
    }

    @Override
    public boolean isZero(RationalMatrix matrix) {
        return matrix.isZero();
    }

    @Override
    public RationalMatrix inverse(RationalMatrix matrix) {
        int n = matrix.rows();
        RationalMatrix both = matrix.beside(identity(n));
        for (int column = 0; column < n; column++) {
            both = eliminate(both, column, pivot(both, column));
        }
        RationalMatrix reduced = both;
        return RationalMatrix.of(n, n, (i, j) -> reduced.get(i, n + j));
    }

    private static int pivot(RationalMatrix both, int column) {
        for (int row = column; row < both.rows(); row++) {
            if (both.get(row, column).signum() != 0) {
                return row;
            }
        }
        throw new SingularDrawException(both.rows());
    }

    /** Swaps the pivot's row into place, makes the pivot 1 and the rest of its column 0. */
    private static RationalMatrix eliminate(RationalMatrix both, int column, int pivot) {
        BigFraction scale = both.get(pivot, column).reciprocal();
        return RationalMatrix.of(both.rows(), both.columns(), (i, j) -> {
            BigFraction top = both.get(pivot, j).multiply(scale);
            if (i == column) {
                return top;
            }
            int row = i == pivot ? column : i;
            return both.get(row, j).subtract(both.get(row, column).multiply(top));
        });
    }
}
