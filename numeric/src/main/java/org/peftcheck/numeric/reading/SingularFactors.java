package org.peftcheck.numeric.reading;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.Initialiser.SingularFactor;
import org.peftcheck.theory.adapter.Slot;

/**
 * The singular value decomposition of a weight in double precision, split into factors that share the singular values. It is a
 * starting point and no certified result: the signs of the vectors, and the vectors of equal singular values, are a choice.
 */
final class SingularFactors {

    private final DMatrixRMaj u;
    private final DMatrixRMaj vt;
    private final double[] values;
    private final List<Integer> descending;

    private SingularFactors(DMatrixRMaj u, DMatrixRMaj vt, double[] values, List<Integer> descending) {
        this.u = u;
        this.vt = vt;
        this.values = values;
        this.descending = descending;
    }

    static SingularFactors of(DenseMatrix weight) {
        DMatrixRMaj copy = DMatrixRMaj.wrap(weight.rows(), weight.columns(), weight.copyOfEntries());
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(weight.rows(), weight.columns(), true, true, true);
        if (!svd.decompose(copy)) {
            throw new IllegalArgumentException("singular value decomposition: expected a weight of finite entries, got "
                    + weight.rows() + "x" + weight.columns() + " without one");
        }
        double[] values = svd.getSingularValues();
        List<Integer> descending = IntStream.range(0, Math.min(weight.rows(), weight.columns()))
                .boxed()
                .sorted(Comparator.comparingDouble(l -> -values[l]))
                .toList();
        return new SingularFactors(svd.getU(null, false), svd.getV(null, true), values, descending);
    }

    DenseMatrix factor(Adapter adapter, Slot slot, SingularFactor which, int rank) {
        if (rank > descending.size()) {
            throw new IllegalArgumentException(adapter.title() + " " + slot.symbol()
                    + ": expected r <= min(d_out, d_in) = " + descending.size() + ", got " + rank);
        }
        int first = which.part() == SingularFactor.Part.PRINCIPAL ? 0 : descending.size() - rank;
        List<Integer> chosen = descending.subList(first, first + rank);
        return which.side() == SingularFactor.Side.LEFT
                ? DenseMatrix.of(u.numRows, rank, (i, l) -> u.get(i, chosen.get(l)) * Math.sqrt(values[chosen.get(l)]))
                : DenseMatrix.of(
                        rank, vt.numCols, (l, j) -> Math.sqrt(values[chosen.get(l)]) * vt.get(chosen.get(l), j));
    }
}
