package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class ExactRankProperties {

    record Pair(RationalMatrix left, RationalMatrix right) {}

    @Provide
    Arbitrary<RationalMatrix> matrices() {
        return RationalMatrices.upTo(6, 5);
    }

    @Provide
    Arbitrary<Pair> factors() {
        return Combinators.combine(size(), size(), size(), Arbitraries.of(true, false))
                .flatAs((m, n, p, annihilated) -> Combinators.combine(
                                RationalMatrices.ofShape(m, n), RationalMatrices.ofShape(n, p))
                        .as((left, right) -> new Pair(left, annihilated ? insideNullspace(left, right) : right)));
    }

    /** The first columns of the other matrix, as far as their coefficients reach, moved into the null space. */
    private static RationalMatrix insideNullspace(RationalMatrix left, RationalMatrix right) {
        RationalMatrix basis = ExactNullspace.of(left);
        return basis.times(RationalMatrix.of(basis.columns(), right.columns(), right::get));
    }

    private static Arbitrary<Integer> size() {
        return Arbitraries.integers().between(1, 5);
    }

    @Property(tries = 3000, seed = "101")
    void rowRankIsColumnRankAndBothAreAttained(@ForAll("matrices") RationalMatrix w) {
        RationalMatrices.cover(w);
        int rank = ExactRank.of(w);
        assertEquals(rank, ExactRank.of(w.transpose()));
        RationalMatrix columns = w.selectColumns(ExactRank.independentColumns(w));
        RationalMatrix rows = w.selectRows(ExactRank.independentRows(w));
        assertEquals(rank, columns.columns());
        assertEquals(rank, rows.rows());
        assertEquals(rank, ExactRank.of(columns));
        assertEquals(rank, ExactRank.of(rows));
    }

    @Property(tries = 3000, seed = "102")
    void aProductObeysSylvestersInequalities(@ForAll("factors") Pair pair) {
        int left = ExactRank.of(pair.left());
        int right = ExactRank.of(pair.right());
        int product = ExactRank.of(pair.left().times(pair.right()));
        assertTrue(product <= Math.min(left, right));
        assertTrue(product >= left + right - pair.left().columns());
        RationalMatrices.corner("rank falls in the product", product < Math.min(left, right));
    }

    @Property(tries = 3000, seed = "103")
    void theGramMatrixHasTheSameRank(@ForAll("matrices") RationalMatrix w) {
        assertEquals(ExactRank.of(w), ExactRank.of(w.transpose().times(w)));
    }

    @Property(tries = 3000, seed = "104")
    void scalingTheRowsKeepsTheRank(@ForAll("matrices") RationalMatrix w) {
        RationalMatrix scaled = RationalMatrix.of(
                w.rows(), w.columns(), (i, j) -> w.get(w.rows() - 1 - i, j).multiply(new BigFraction(-3, i + 2)));
        assertEquals(ExactRank.of(w), ExactRank.of(scaled));
    }

    @Property(tries = 3000, seed = "105")
    void nullspacesHaveTheDimensionThatRankLeaves(@ForAll("matrices") RationalMatrix w) {
        RationalMatrices.cover(w);
        int rank = ExactRank.of(w);
        RationalMatrix right = ExactNullspace.of(w);
        RationalMatrix left = ExactNullspace.left(w);
        assertEquals(w.columns() - rank, right.columns());
        assertEquals(w.rows() - rank, left.columns());
        assertEquals(right.columns(), ExactRank.of(right));
        assertEquals(left.columns(), ExactRank.of(left));
        assertTrue(w.times(right).isZero());
        assertTrue(w.transpose().times(left).isZero());
        assertEquals(w.rows(), ExactRank.of(w.beside(left)));
    }
}
