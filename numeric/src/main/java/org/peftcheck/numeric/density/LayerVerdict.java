package org.peftcheck.numeric.density;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sin(2πW0Θ1)Θ2 with h hidden units and real Θ1, Θ2 can do for all updates AB of rank r, W0 ∈ R^(d1 × d2) rational of rank
 * k. Λ = {n ∈ ℤ^d1 : nᵀW0 = 0} has rank d1 − k.
 */
public sealed interface LayerVerdict {

    /**
     * In a word, for the updates of a rank.
     *
     * @param rank r, at least 1
     * @return {@code exact}, {@code not dense} or {@code open}
     */
    String at(int rank);

    /** Rank k = d1: W0Θ1 = arcsin(A/s)/2π has a solution for every A, so h = r units give AB exactly, for each r. */
    record Exact() implements LayerVerdict {
        @Override
        public String at(int rank) {
            return "exact";
        }

        @Override
        public String toString() {
            return "exact: rank = d1";
        }
    }

    /**
     * Rank k &lt; d1: r units do not come near to all AB if r &lt; rk Λ and r ≤ d2. <i>Proof.</i> W0θ mod 1 stays on the closed
     * group H = {x : n·x ∈ ℤ for all n ∈ Λ}, finitely many tori of dimension k. In the coordinates cos 2πx_i, sin 2πx_i both H and
     * the map to SΘ2, where the columns of S are sines of points of H, are semialgebraic; so the class lies in a semialgebraic
     * set of dimension at most rk + rd2, and so does its closure, since closing a semialgebraic set does not raise its
     * dimension. The matrices of rank r have dimension r(d1 + d2 − r), which is more if r &lt; d1 − k.
     *
     * @param relations rk Λ = d1 − k, at least 1
     * @param columns d2
     */
    record NotDense(int relations, int columns) implements LayerVerdict {

        @Override
        public String at(int rank) {
            return rank < relations && rank <= columns ? "not dense" : "open";
        }

        @Override
        public String toString() {
            if (relations == 1) {
                return "open: rk Lambda = 1";
            }
            return relations > columns ? "not dense for r <= " + columns : "not dense for r < " + relations;
        }
    }

    /**
     * Two rows of W0 are equal or opposite: so are those two rows of sin(2πW0Θ1)Θ2, whatever Θ1 and Θ2 are, for every h. An
     * update AB of any rank r ≥ 1 whose rows there are b ≠ 0 and 0 stays at a distance of at least ‖b‖/√2, since
     * ‖x − b‖² + ‖x‖² ≥ ½‖b‖².
     *
     * @param row a row
     * @param earlier the row before it that it repeats
     */
    record EqualRows(int row, int earlier) implements LayerVerdict {
        @Override
        public String at(int rank) {
            return "not dense";
        }

        @Override
        public String toString() {
            return "not dense: rows " + earlier + " and " + row + " are equal or opposite";
        }
    }

    /**
     * A row of W0 is zero: so is that row of sin(2πW0Θ1)Θ2, whatever Θ1 and Θ2 are, for every h.
     *
     * @param row the row
     */
    record ZeroRow(int row) implements LayerVerdict {
        @Override
        public String at(int rank) {
            return "not dense";
        }

        @Override
        public String toString() {
            return "not dense: row " + row + " is zero";
        }
    }

    /** The rank was not settled. */
    record Undecided() implements LayerVerdict {
        @Override
        public String at(int rank) {
            return "open";
        }

        @Override
        public String toString() {
            return "undecided: rank not settled";
        }
    }

    /**
     * The verdict on a weight.
     *
     * @param columns the d2 columns of W0, each of d1 values
     * @param rank of W0
     */
    static LayerVerdict of(double[][] columns, CertifiedRank rank) {
        int rows = columns[0].length;
        if (rank.atLeast() == rows) {
            return new Exact();
        }
        return repeatedRow(columns)
                .orElseGet(() -> rank.exact() ? new NotDense(rows - rank.atLeast(), columns.length) : new Undecided());
    }

    private static Optional<LayerVerdict> repeatedRow(double[][] columns) {
        Map<List<Double>, Integer> seen = new HashMap<>();
        for (int i = 0; i < columns[0].length; i++) {
            int row = i;
            List<Double> values = Arrays.stream(columns).map(c -> c[row] + 0.0).toList();
            Optional<Double> first = values.stream().filter(x -> x != 0).findFirst();
            if (first.isEmpty()) {
                return Optional.of(new ZeroRow(row));
            }
            double sign = Math.signum(first.get());
            Integer earlier =
                    seen.putIfAbsent(values.stream().map(x -> sign * x + 0.0).toList(), row);
            if (earlier != null) {
                return Optional.of(new EqualRows(row, earlier));
            }
        }
        return Optional.empty();
    }
}
