package org.peftcheck.numeric.exact;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Bases of the null spaces of a rational matrix. */
public final class ExactNullspace {

    private ExactNullspace() {}

    /**
     * A basis of {x : W x = 0}.
     *
     * @param w d1×d2, of rank k
     * @return the basis as the columns of a d2×(d2−k) matrix
     */
    public static RationalMatrix of(RationalMatrix w) {
        EchelonForm form = EchelonForm.of(w, w.columns());
        List<Integer> pivots = form.pivotColumns();
        List<Integer> free = new ArrayList<>();
        for (int j = 0; j < w.columns(); j++) {
            if (!pivots.contains(j)) {
                free.add(j);
            }
        }
        return RationalMatrix.of(w.columns(), free.size(), (i, j) -> {
            int row = pivots.indexOf(i);
            if (row >= 0) {
                return form.get(row, free.get(j)).negate();
            }
            return free.get(j) == i ? BigFraction.ONE : BigFraction.ZERO;
        });
    }

    /**
     * A basis of {y : Wᵀ y = 0}, the orthogonal complement of the column space.
     *
     * @param w d1×d2, of rank k
     * @return the basis as the columns of a d1×(d1−k) matrix
     */
    public static RationalMatrix left(RationalMatrix w) {
        return of(w.transpose());
    }
}
