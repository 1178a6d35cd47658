package org.peftcheck.broken.numeric.check;

import org.ejml.dense.row.NormOps_DDRM;

/** Checks with EJML. */
public final class EjmlNorm {

    /** A norm. */
    public double zero() {
        return NormOps_DDRM.normF(null);
    }
}
