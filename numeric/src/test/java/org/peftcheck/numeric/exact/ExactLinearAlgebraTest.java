package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.exact.RationalMatrix;

class ExactLinearAlgebraTest {

    private static final RationalMatrix RANK_TWO =
            RationalMatrix.ofIntegers(new long[][] {{0, 2, 4, 2}, {0, 1, 2, 1}, {0, 3, 6, 4}});

    @Test
    void rankCountsIndependentRowsAndColumns() {
        assertEquals(2, ExactRank.of(RANK_TWO));
        assertEquals(List.of(1, 3), ExactRank.independentColumns(RANK_TWO));
        assertEquals(List.of(0, 2), ExactRank.independentRows(RANK_TWO));
    }

    @Test
    void rankOfEmptyAndZeroMatricesIsZero() {
        assertEquals(0, ExactRank.of(RationalMatrix.zero(0, 3)));
        assertEquals(0, ExactRank.of(RationalMatrix.zero(3, 0)));
        assertEquals(0, ExactRank.of(RationalMatrix.zero(3, 2)));
    }

    @Test
    void rankSeesADifferenceThatDoublesRoundAway() {
        BigFraction tiny = new BigFraction(1, 1).divide(new BigFraction(2).pow(2000));
        RationalMatrix matrix =
                RationalMatrix.of(2, 2, (i, j) -> i == 1 && j == 1 ? BigFraction.ONE.add(tiny) : BigFraction.ONE);
        assertEquals(2, ExactRank.of(matrix));
    }

    @Test
    void singularSystemIsSolvedWhenConsistent() {
        RationalMatrix x = RationalMatrix.ofIntegers(new long[][] {{5, 0}, {1, -1}, {2, 7}, {3, 1}});
        RationalMatrix b = RANK_TWO.times(x);
        assertEquals(b, RANK_TWO.times(ExactSolver.solve(RANK_TWO, b).orElseThrow()));
    }

    @Test
    void inconsistentSystemHasNoSolution() {
        RationalMatrix b = RationalMatrix.ofIntegers(new long[][] {{2}, {2}, {0}});
        assertEquals(Optional.empty(), ExactSolver.solve(RANK_TWO, b));
    }

    @Test
    void solverSpeaksOfTheShapeItExpects() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ExactSolver.solve(RANK_TWO, RationalMatrix.zero(2, 1)));
        assertEquals("linear system: expected a right-hand side with 3 rows, got 2x1", e.getMessage());
    }

    @Test
    void inverseExistsForRegularMatricesOnly() {
        RationalMatrix hilbert = RationalMatrix.of(6, 6, (i, j) -> new BigFraction(1, i + j + 1));
        RationalMatrix inverse = ExactSolver.inverse(hilbert).orElseThrow();
        assertEquals(RationalMatrix.identity(6), hilbert.times(inverse));
        assertEquals(new BigFraction(36), inverse.get(0, 0));
        assertTrue(ExactSolver.inverse(RationalMatrix.zero(2, 2)).isEmpty());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ExactSolver.inverse(RANK_TWO));
        assertEquals("inverse: expected a square matrix, got 3x4", e.getMessage());
    }

    @Test
    void pseudoInverseOfARowIsItsTransposeOverItsSquare() {
        RationalMatrix row = RationalMatrix.ofIntegers(new long[][] {{1, 2, 2}});
        assertEquals(row.transpose().scale(new BigFraction(1, 9)), ExactPseudoInverse.of(row));
    }

    @Test
    void pseudoInverseFulfilsTheFourAxioms() {
        RationalMatrix inverse = ExactPseudoInverse.of(RANK_TWO);
        assertTrue(isMoorePenrose(RANK_TWO, inverse));
        assertEquals(RANK_TWO.times(inverse), ExactProjector.onColumnSpaceOf(RANK_TWO));
    }

    @Test
    void aWrongInverseFailsTheAxioms() {
        RationalMatrix inverse = ExactPseudoInverse.of(RANK_TWO);
        RationalMatrix bump = RationalMatrix.of(
                4, 3, (i, j) -> i == 0 && j == 0 ? new BigFraction(1, 1_000_000_000) : BigFraction.ZERO);
        assertFalse(isMoorePenrose(RANK_TWO, inverse.plus(bump)));
        assertFalse(isMoorePenrose(RANK_TWO, RANK_TWO.transpose()));
    }

    @Test
    void pseudoInverseOfZeroIsZeroTransposed() {
        assertEquals(RationalMatrix.zero(2, 3), ExactPseudoInverse.of(RationalMatrix.zero(3, 2)));
        assertEquals(RationalMatrix.zero(3, 3), ExactProjector.onColumnSpaceOf(RationalMatrix.zero(3, 2)));
    }

    @Test
    void nullspaceHasFullDimensionAndIsAnnihilated() {
        RationalMatrix right = ExactNullspace.of(RANK_TWO);
        assertEquals(2, right.columns());
        assertEquals(2, ExactRank.of(right));
        assertTrue(RANK_TWO.times(right).isZero());
        RationalMatrix left = ExactNullspace.left(RANK_TWO);
        assertEquals(1, left.columns());
        assertTrue(RANK_TWO.transpose().times(left).isZero());
        assertEquals(RationalMatrix.identity(3), ExactNullspace.left(RationalMatrix.zero(3, 2)));
    }

    static boolean isMoorePenrose(RationalMatrix w, RationalMatrix x) {
        RationalMatrix wx = w.times(x);
        RationalMatrix xw = x.times(w);
        return wx.times(w).equals(w)
                && xw.times(x).equals(x)
                && wx.transpose().equals(wx)
                && xw.transpose().equals(xw);
    }
}
