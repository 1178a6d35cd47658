package org.peftcheck.numeric.density;

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
            return relations > columns ? "not dense for r <= " + columns : "not dense for r < " + relations;
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
     * The verdict that a rank gives.
     *
     * @param rank of W0
     * @param rows d1
     * @param columns d2
     */
    static LayerVerdict of(CertifiedRank rank, int rows, int columns) {
        if (rank.atLeast() == rows) {
            return new Exact();
        }
        return rank.exact() ? new NotDense(rows - rank.atLeast(), columns) : new Undecided();
    }
}
