package org.peftcheck.numeric.peanut2025;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.peftcheck.numeric.certificate.FloatMatrix;

/**
 * The column space V of a weight W0 of full rank, in double precision: V = {Q z}, with an orthonormal basis Q where W0 is tall
 * (W0 = Q R) and Q = I where it is not (W0ᵀ = Q' R', so that V = R^{d_out}).
 */
public final class FloatColumnSpace {

    /** A pivot of the triangle that is smaller than this against the largest entry means that double precision sees no full rank. */
    private static final double SINGULAR = 1e-14;

    private final FloatMatrix weight;
    private final DMatrixRMaj w0;
    private final DMatrixRMaj orthonormal;
    private final DMatrixRMaj triangle;
    private final boolean tall;

    private FloatColumnSpace(FloatMatrix weight) {
        this.weight = weight;
        this.w0 = new DMatrixRMaj(weight.toRows());
        this.tall = weight.rows() > weight.columns();
        DMatrixRMaj input = tall ? w0.copy() : CommonOps_DDRM.transpose(w0, null);
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(input.numRows, input.numCols);
        boolean decomposed = qr.decompose(input);
        this.triangle = decomposed ? qr.getR(null, true) : new DMatrixRMaj(input.numCols, input.numCols);
        this.orthonormal = decomposed ? qr.getQ(null, true) : new DMatrixRMaj(input.numRows, input.numCols);
    }

    /**
     * The column space of a weight.
     *
     * @param weight d_out×d_in
     * @return its column space
     */
    public static FloatColumnSpace of(FloatMatrix weight) {
        return new FloatColumnSpace(weight);
    }

    /**
     * The weight.
     *
     * @return W0
     */
    public FloatMatrix weight() {
        return weight;
    }

    /**
     * Rows of the weight.
     *
     * @return d_out
     */
    public int dOut() {
        return weight.rows();
    }

    /**
     * Columns of the weight.
     *
     * @return d_in
     */
    public int dIn() {
        return weight.columns();
    }

    /**
     * Whether V is a proper subspace, so that invariance under P says something.
     *
     * @return d_out &gt; d_in
     */
    public boolean isProper() {
        return tall;
    }

    /**
     * An orthonormal basis of V, d_out×k; only where W0 is tall.
     *
     * @throws IllegalArgumentException if W0 has no full rank in double precision
     */
    DMatrixRMaj basis() {
        if (!tall) {
            throw new IllegalStateException("column space: expected a tall weight, got " + dOut() + "x" + dIn());
        }
        requireFullRank();
        return orthonormal;
    }

    /**
     * W0⁺A with one step of refinement, d_in×n for a d_out×n matrix A.
     *
     * @throws IllegalArgumentException if W0 has no full rank in double precision
     */
    DMatrixRMaj preimage(DMatrixRMaj a) {
        DMatrixRMaj x = applyPseudoInverse(a);
        DMatrixRMaj residual = a.copy();
        CommonOps_DDRM.multAdd(-1, w0, x, residual);
        CommonOps_DDRM.addEquals(x, applyPseudoInverse(residual));
        return x;
    }

    private DMatrixRMaj applyPseudoInverse(DMatrixRMaj a) {
        requireFullRank();
        if (tall) {
            DMatrixRMaj coordinates = CommonOps_DDRM.multTransA(orthonormal, a, null);
            return backSubstitute(coordinates);
        }
        return CommonOps_DDRM.mult(orthonormal, forwardSubstitute(a), null);
    }

    /** Refuses, with an {@link IllegalArgumentException}, a weight that has no full rank in double precision. */
    void requireFullRank() {
        double largest = CommonOps_DDRM.elementMaxAbs(triangle);
        for (int i = 0; i < triangle.numRows; i++) {
            if (Math.abs(triangle.get(i, i)) <= SINGULAR * largest) {
                throw new IllegalArgumentException("weight: expected full rank min(d_out, d_in) = " + triangle.numRows
                        + " in double precision, got a pivot " + triangle.get(i, i) + " in place " + i);
            }
        }
    }

    /** R⁻¹ Y. */
    private DMatrixRMaj backSubstitute(DMatrixRMaj y) {
        DMatrixRMaj x = y.copy();
        for (int i = x.numRows - 1; i >= 0; i--) {
            for (int j = 0; j < x.numCols; j++) {
                double sum = x.get(i, j);
                for (int l = i + 1; l < x.numRows; l++) {
                    sum -= triangle.get(i, l) * x.get(l, j);
                }
                x.set(i, j, sum / triangle.get(i, i));
            }
        }
        return x;
    }

    /** R⁻ᵀ Y. */
    private DMatrixRMaj forwardSubstitute(DMatrixRMaj y) {
        DMatrixRMaj x = y.copy();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < x.numCols; j++) {
                double sum = x.get(i, j);
                for (int l = 0; l < i; l++) {
                    sum -= triangle.get(l, i) * x.get(l, j);
                }
                x.set(i, j, sum / triangle.get(i, i));
            }
        }
        return x;
    }

    /** W0 Θ. */
    DMatrixRMaj image(DMatrixRMaj theta) {
        return CommonOps_DDRM.mult(w0, theta, null);
    }

    static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }
}
