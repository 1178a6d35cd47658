package org.peftcheck.numeric.reading;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.Slot;

/** Orthonormal rows that span the same as given ones, in double precision. */
final class OrthonormalRows {

    private OrthonormalRows() {}

    static DenseMatrix of(Adapter adapter, Slot slot, DenseMatrix rows) {
        if (rows.rows() > rows.columns()) {
            throw new IllegalArgumentException(adapter.title() + " " + slot.symbol() + ": expected at most "
                    + rows.columns() + " orthonormal rows, got " + rows.rows());
        }
        DMatrixRMaj copy = DMatrixRMaj.wrap(rows.rows(), rows.columns(), rows.copyOfEntries());
        DMatrixRMaj columns = CommonOps_DDRM.transpose(copy, null);
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(columns.numRows, columns.numCols);
        qr.decompose(columns);
        DMatrixRMaj q = qr.getQ(null, true);
        return DenseMatrix.of(rows.rows(), rows.columns(), (i, j) -> q.get(j, i));
    }
}
