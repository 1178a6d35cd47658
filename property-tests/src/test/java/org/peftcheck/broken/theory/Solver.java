package org.peftcheck.broken.theory;

import org.ejml.data.DMatrixRMaj;

/** Computes with EJML where nothing may. */
public final class Solver {

    private final DMatrixRMaj matrix = new DMatrixRMaj(1, 1);

    /** The number of rows. */
    public int rows() {
        return matrix.numRows;
    }
}
