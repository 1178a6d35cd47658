package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class PseudoInverseProperties {

    @Provide
    Arbitrary<RationalMatrix> matrices() {
        return RationalMatrices.upTo(6, 4);
    }

    @Property(tries = 600, seed = "121")
    void theFourAxiomsHoldExactly(@ForAll("matrices") RationalMatrix w) {
        RationalMatrices.cover(w);
        assertTrue(isMoorePenrose(w, ExactPseudoInverse.of(w)));
    }

    @Property(tries = 600, seed = "122")
    void aChangeInAnyOneEntryBreaksAnAxiom(
            @ForAll("matrices") RationalMatrix w,
            @ForAll @IntRange(max = 5) int row,
            @ForAll @IntRange(max = 5) int column) {
        RationalMatrix x = ExactPseudoInverse.of(w);
        BigFraction change = new BigFraction(1, 1_000_000_007);
        RationalMatrix wrong = RationalMatrix.of(x.rows(), x.columns(), (i, j) -> {
            boolean hit = i == row % x.rows() && j == column % x.columns();
            return hit ? x.get(i, j).add(change) : x.get(i, j);
        });
        assertFalse(isMoorePenrose(w, wrong));
    }

    @Property(tries = 600, seed = "123")
    void invertingTwiceAndTransposingAreConsistent(@ForAll("matrices") RationalMatrix w) {
        RationalMatrix x = ExactPseudoInverse.of(w);
        assertEquals(w, ExactPseudoInverse.of(x));
        assertEquals(x.transpose(), ExactPseudoInverse.of(w.transpose()));
    }

    @Property(tries = 600, seed = "124")
    void theProjectorIsThatOfTheInverse(@ForAll("matrices") RationalMatrix w) {
        RationalMatrices.cover(w);
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w);
        assertEquals(w.times(ExactPseudoInverse.of(w)), p);
        assertEquals(p, p.transpose());
        assertEquals(p, p.times(p));
        assertEquals(w, p.times(w));
        BigFraction trace = BigFraction.ZERO;
        for (int i = 0; i < p.rows(); i++) {
            trace = trace.add(p.get(i, i));
        }
        assertEquals(new BigFraction(ExactRank.of(w)), trace);
    }

    private static boolean isMoorePenrose(RationalMatrix w, RationalMatrix x) {
        RationalMatrix wx = w.times(x);
        RationalMatrix xw = x.times(w);
        return wx.times(w).equals(w)
                && xw.times(x).equals(x)
                && wx.transpose().equals(wx)
                && xw.transpose().equals(xw);
    }
}
