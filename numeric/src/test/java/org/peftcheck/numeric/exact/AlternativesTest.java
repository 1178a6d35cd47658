package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.exact.RationalMatrix;

class AlternativesTest {

    @Test
    void farkasGivesASolutionOrASeparation() {
        RationalMatrix a = RationalMatrix.ofIntegers(new long[][] {{1, 1}, {1, -1}});
        RationalMatrix inside = RationalMatrix.ofIntegers(new long[][] {{3}, {1}});
        assertEquals(
                RationalMatrix.ofIntegers(new long[][] {{2}, {1}}),
                assertInstanceOf(FarkasAlternative.Solution.class, FarkasAlternative.decide(a, inside))
                        .x());
        RationalMatrix outside = RationalMatrix.ofIntegers(new long[][] {{1}, {3}});
        RationalMatrix pi = assertInstanceOf(FarkasAlternative.Separation.class, FarkasAlternative.decide(a, outside))
                .multipliers();
        assertTrue(isNonNegative(a.transpose().times(pi).scale(BigFraction.MINUS_ONE)));
        assertTrue(outside.transpose().times(pi).get(0, 0).signum() > 0);
    }

    @Test
    void farkasRefusesAnotherShape() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> FarkasAlternative.decide(RationalMatrix.zero(2, 3), RationalMatrix.zero(3, 1)));
        assertEquals("Farkas alternative: expected a right-hand side of 2x1, got 3x1", e.getMessage());
    }

    @Test
    void degenerateSystemEnds() {
        RationalMatrix a = RationalMatrix.of(
                3,
                7,
                (i, j) -> new BigFraction(
                        new long[][] {{1, -32, -4, 36, 4, 0, 0}, {1, -24, -1, 6, 0, 2, 0}, {0, 0, 1, 0, 0, 0, 1}}
                                [i][j]));
        RationalMatrix b = RationalMatrix.ofIntegers(new long[][] {{0}, {0}, {1}});
        assertInstanceOf(FarkasAlternative.Solution.class, FarkasAlternative.decide(a, b));
    }

    @Test
    void identityHasPositiveVector() {
        RationalMatrix w0 = RationalMatrix.identity(3);
        RationalMatrix theta = assertInstanceOf(
                        PositiveVectorAlternative.PositiveVector.class, PositiveVectorAlternative.decide(w0))
                .theta();
        assertTrue(isAtLeastOne(w0.times(theta)));
    }

    @Test
    void oppositeRowsHaveNoPositiveVectorButMayHaveANonNegativeOne() {
        RationalMatrix w0 = RationalMatrix.ofIntegers(new long[][] {{1, 0}, {-1, 0}, {0, 1}});
        RationalMatrix y = assertInstanceOf(
                        PositiveVectorAlternative.NonNegativeAnnihilator.class, PositiveVectorAlternative.decide(w0))
                .y();
        BigFraction half = new BigFraction(1, 2);
        assertEquals(RationalMatrix.of(3, 1, (i, j) -> i < 2 ? half : BigFraction.ZERO), y);
        RationalMatrix theta = assertInstanceOf(StrictAlternative.NonNegativeVector.class, StrictAlternative.decide(w0))
                .theta();
        assertTrue(isNonNegative(w0.times(theta)));
        assertTrue(w0.times(theta).get(2, 0).signum() > 0);
    }

    @Test
    void simplexOfRowsLeavesOnlyZeroInTheCone() {
        RationalMatrix w0 = RationalMatrix.ofIntegers(new long[][] {{1, 0}, {0, 1}, {-1, -2}});
        RationalMatrix y = assertInstanceOf(StrictAlternative.PositiveAnnihilator.class, StrictAlternative.decide(w0))
                .y();
        assertTrue(isAtLeastOne(y));
        assertTrue(w0.transpose().times(y).isZero());
    }

    @Test
    void zeroRowForbidsAPositiveVector() {
        RationalMatrix w0 = RationalMatrix.ofIntegers(new long[][] {{1}, {0}});
        assertInstanceOf(PositiveVectorAlternative.NonNegativeAnnihilator.class, PositiveVectorAlternative.decide(w0));
    }

    @Test
    void fortyByTenIsFast() {
        RationalMatrix w0 = new RandomMatrices(21).integers(40, 10, 1000);
        assertTimeout(Duration.ofSeconds(5), () -> {
            PositiveVectorAlternative.decide(w0);
            StrictAlternative.decide(w0);
        });
    }

    static boolean isNonNegative(RationalMatrix m) {
        return m.equals(m.map(BigFraction::abs));
    }

    static boolean isAtLeastOne(RationalMatrix m) {
        return isNonNegative(m.map(x -> x.subtract(BigFraction.ONE)));
    }
}
