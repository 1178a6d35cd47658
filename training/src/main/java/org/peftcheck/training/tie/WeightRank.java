package org.peftcheck.training.tie;

import java.util.ArrayList;
import java.util.List;
import org.peftcheck.numeric.density.CertifiedRank;
import org.peftcheck.numeric.density.IntegerColumn;
import org.peftcheck.numeric.reading.DenseMatrix;

/**
 * The rank of a pre-trained weight as stored, over the rationals.
 *
 * @param rows d_out
 * @param columns d_in
 * @param rank the rank, or a proved lower bound
 * @param exact whether it is proved to be the rank
 */
public record WeightRank(int rows, int columns, int rank, boolean exact) {

    /**
     * The rank of a weight.
     *
     * @param weight finite entries
     * @return its rank
     */
    static WeightRank of(DenseMatrix weight) {
        List<IntegerColumn> columns = new ArrayList<>();
        for (int j = 0; j < weight.columns(); j++) {
            double[] column = new double[weight.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = weight.get(i, j);
            }
            columns.add(IntegerColumn.of(column));
        }
        CertifiedRank found = CertifiedRank.of(columns);
        return new WeightRank(weight.rows(), weight.columns(), found.atLeast(), found.exact());
    }

    /** Whether the columns span everything, so that P = I: proved. */
    public boolean isFullRow() {
        return rank == rows;
    }

    /** Whether the rows span everything, so that P_row = I: proved. */
    public boolean isFullColumn() {
        return rank == columns;
    }
}
