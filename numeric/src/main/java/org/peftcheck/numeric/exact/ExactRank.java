package org.peftcheck.numeric.exact;

import java.util.List;
import org.peftcheck.theory.exact.RationalMatrix;

/** The rank of a rational matrix, with rows and columns that attain it. */
public final class ExactRank {

    private ExactRank() {}

    /**
     * The rank.
     *
     * @param matrix any matrix, empty ones too
     * @return its rank
     */
    public static int of(RationalMatrix matrix) {
        return EchelonForm.of(matrix, matrix.columns()).rank();
    }

    /**
     * The first maximal set of independent columns: those that are not combinations of columns before them.
     *
     * @param matrix any matrix
     * @return the columns, from 0, ascending
     */
    public static List<Integer> independentColumns(RationalMatrix matrix) {
        return EchelonForm.of(matrix, matrix.columns()).pivotColumns();
    }

    /**
     * A maximal set of independent rows.
     *
     * @param matrix any matrix
     * @return the rows, from 0, ascending
     */
    public static List<Integer> independentRows(RationalMatrix matrix) {
        return EchelonForm.of(matrix, matrix.columns()).pivotRows().stream()
                .sorted()
                .toList();
    }
}
