package org.peftcheck.numeric.check;

import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Enclosure;

/** The forms of counterexamples: the left side is a quantity that the claim bounds by the right side. */
final class RefutingForms {

    private RefutingForms() {}

    /**
     * A lower bound on the squared distance from AB to every σ(W0Θ1)Θ2: rows i and j of W0 are equal, so those of any update
     * are, and ‖m_i − s‖² + ‖m_j − s‖² ≥ ½‖m_i − m_j‖² for every s.
     */
    static Enclosure equalRows(CheckedInstance c) {
        RationalMatrix target = c.exact("A", c.dOut(), c.rank()).times(c.exact("B", c.rank(), c.dIn()));
        BigFraction best = BigFraction.ZERO;
        for (int i = 0; i < c.dOut(); i++) {
            for (int j = i + 1; j < c.dOut(); j++) {
                if (sameRow(c, i, j)) {
                    BigFraction bound = target.selectRows(List.of(i))
                            .minus(target.selectRows(List.of(j)))
                            .squaredFrobeniusNorm()
                            .divide(2);
                    best = bound.compareTo(best) > 0 ? bound : best;
                }
            }
        }
        return Enclosure.exactly(best);
    }

    private static boolean sameRow(CheckedInstance c, int i, int j) {
        if (c.weight() instanceof MatrixData.Reals reals) {
            return reals.matrix().selectRows(List.of(i)).equals(reals.matrix().selectRows(List.of(j)));
        }
        RationalMatrix w0 = c.exactWeight();
        boolean same = w0.selectRows(List.of(i)).equals(w0.selectRows(List.of(j)));
        if (same && c.has("Root2")) {
            RationalMatrix root = c.exact("Root2", c.dOut(), c.dIn());
            return root.selectRows(List.of(i)).equals(root.selectRows(List.of(j)));
        }
        return same;
    }

    /**
     * Whether a row of W0, or of W0 + √2·Root2 has entries that are linearly independent over Q: since √2 is irrational, iff the pairs of
     * coordinates have rank d_in.
     */
    static boolean hasIndependentRow(CheckedInstance c) {
        if (c.weight() instanceof MatrixData.Reals reals) {
            return reals.matrix().transpose().independentColumn().isPresent();
        }
        RationalMatrix w0 = c.exactWeight();
        RationalMatrix root =
                c.has("Root2") ? c.exact("Root2", c.dOut(), c.dIn()) : RationalMatrix.zero(c.dOut(), c.dIn());
        return IntStream.range(0, c.dOut())
                .anyMatch(i -> rank(w0.selectRows(List.of(i)).above(root.selectRows(List.of(i)))) == c.dIn());
    }

    /**
     * The number of non-negative vectors that a target of full rank h needs, against the dimension that its non-negative vectors
     * span: 2r against the right side. W0 = I, so that the hidden layer ranges over all non-negative matrices.
     *
     * <p>Not reached: y ≥ 0, yᵀM = 0 force u_i = 0 on the support of y for every u ≥ 0 in col(M), and some row of M on that
     * support is not zero, so the non-negative vectors of col(M) span less than rank M = h. Approached: for Θ1 = T0 + T1/n,
     * Θ2 = P0 + nP1 with T0, T1 ≥ 0, T0P0 + T1P1 = M and T0P1 = 0 leave the error T1P0/n.
     */
    static Enclosure notClosed(CheckedInstance c) {
        int h = 2 * c.rank();
        RationalMatrix m = c.exact("M", c.dOut(), c.dIn());
        RationalMatrix y = c.exact("y", c.dOut(), 1);
        RationalMatrix t0 = c.exact("T0", c.dIn(), h);
        RationalMatrix t1 = c.exact("T1", c.dIn(), h);
        RationalMatrix p0 = c.exact("P0", h, c.dIn());
        RationalMatrix p1 = c.exact("P1", h, c.dIn());
        require(c.exactWeight().equals(RationalMatrix.identity(c.dOut())), "W0 = I");
        require(nonNegative(t0) && nonNegative(t1), "T0, T1 >= 0");
        require(t0.times(p0).plus(t1.times(p1)).equals(m), "T0 P0 + T1 P1 = M");
        require(t0.times(p1).isZero(), "T0 P1 = 0");
        require(nonNegative(y) && y.transpose().times(m).isZero(), "y >= 0 and y' M = 0");
        require(rank(m) == h, "rank M = 2r");
        List<Integer> support = IntStream.range(0, c.dOut())
                .filter(i -> y.get(i, 0).signum() > 0)
                .boxed()
                .toList();
        int spanned = h - rank(m.selectRows(support));
        return Enclosure.exactly(h - spanned);
    }

    /** The rank of relu(relu(W0 Θ1) Θ2). */
    static Enclosure outputRank(CheckedInstance c) {
        int h = c.width();
        RationalMatrix hidden =
                ExactForms.activate(c.activation(), c.exactWeight().times(c.exact("Theta1", c.dIn(), h)));
        RationalMatrix output = ExactForms.activate(c.activation(), hidden.times(c.exact("Theta2", h, c.dIn())));
        return Enclosure.exactly(rank(output));
    }

    static boolean nonNegative(RationalMatrix matrix) {
        return IntStream.range(0, matrix.rows())
                .allMatch(i -> IntStream.range(0, matrix.columns())
                        .allMatch(j -> matrix.get(i, j).signum() >= 0));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Rejection("expected " + what + ", which fails");
        }
    }

    /** The rank, by elimination over the rationals. */
    static int rank(RationalMatrix matrix) {
        BigFraction[][] rows = new BigFraction[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        int rank = 0;
        for (int column = 0; column < matrix.columns() && rank < rows.length; column++) {
            int pivot = rank;
            while (pivot < rows.length && rows[pivot][column].signum() == 0) {
                pivot++;
            }
            if (pivot < rows.length) {
                BigFraction[] chosen = rows[pivot];
                rows[pivot] = rows[rank];
                rows[rank] = chosen;
                eliminate(rows, rank, column);
                rank++;
            }
        }
        return rank;
    }

    private static void eliminate(BigFraction[][] rows, int pivot, int column) {
        for (int i = pivot + 1; i < rows.length; i++) {
            BigFraction factor = rows[i][column].divide(rows[pivot][column]);
            for (int j = column; j < rows[i].length; j++) {
                rows[i][j] = rows[i][j].subtract(factor.multiply(rows[pivot][j]));
            }
        }
    }
}
