package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.RationalMatrix;

class RankProperties {

    @Provide
    Arbitrary<double[][]> matrices() {
        return StoredColumns.matrices();
    }

    private static int eliminated(double[][] columns) {
        return ExactRank.of(
                RationalMatrix.of(columns[0].length, columns.length, (i, j) -> ExactDouble.of(columns[j][i])));
    }

    @Property(tries = 600, seed = "801")
    void ranksModuloPrimesProveTheRankThatEliminationFinds(@ForAll("matrices") double[][] columns) {
        List<IntegerColumn> integers =
                Arrays.stream(columns).map(IntegerColumn::of).toList();
        int rank = eliminated(columns);
        assertEquals(new CertifiedRank(rank, true), CertifiedRank.of(integers));
    }

    @Property(tries = 400, seed = "802")
    void moduloASmallPrimeTheRankIsAtMostThat(@ForAll("matrices") double[][] columns) {
        List<IntegerColumn> integers =
                Arrays.stream(columns).map(IntegerColumn::of).toList();
        for (long prime : new long[] {3, 5, 101, 65537}) {
            assertTrue(ModularRank.of(integers, prime) <= eliminated(columns));
        }
    }

    @Property(tries = 400, seed = "803")
    void theVerdictIsExactForFullRowRankOnly(@ForAll("matrices") double[][] columns) {
        int rank = eliminated(columns);
        int rows = columns[0].length;
        LayerVerdict verdict = LayerVerdict.of(columns, new CertifiedRank(rank, true));
        assertEquals(rank == rows, verdict instanceof LayerVerdict.Exact);
        if (verdict instanceof LayerVerdict.EqualRows equal) {
            for (double[] column : columns) {
                assertEquals(Math.abs(column[equal.row()]), Math.abs(column[equal.earlier()]));
            }
        }
        if (verdict instanceof LayerVerdict.NotDense open) {
            assertEquals(rows - rank, open.relations());
        }
    }
}
