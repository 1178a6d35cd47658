package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.exact.RationalMatrix;

class IntervalTest {

    private static final double MAX = Double.MAX_VALUE;
    private static final double MIN = Double.MIN_VALUE;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void boundsMustBeOrderedAroundARealNumber() {
        assertEquals(
                "interval: expected ordered bounds around a real number, got [2.0, 1.0]",
                assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Interval(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Interval.of(INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Interval.of(-INFINITY));
        assertEquals(Interval.ZERO, Interval.of(-0.0));
    }

    @Test
    void exactOperationsAreNotWidened() {
        assertEquals(Interval.of(3), Interval.of(1).plus(Interval.of(2)));
        assertEquals(Interval.of(6), Interval.of(-2).times(Interval.of(-3)));
        assertEquals(Interval.of(0.75), Interval.of(3).dividedBy(Interval.of(4)));
        assertEquals(Interval.of(1.5), Interval.of(2.25).sqrt());
    }

    @Test
    void roundedOperationsAreWidenedByOneUnit() {
        Interval tenth = Interval.enclosing(new BigFraction(1, 10));
        assertEquals(tenth.hi(), Math.nextUp(tenth.lo()));
        assertEquals(tenth, Interval.of(1).dividedBy(Interval.of(10)));
        Interval root = Interval.of(2).sqrt();
        assertEquals(root.hi(), Math.nextUp(root.lo()));
        assertTrue(root.square().contains(new BigFraction(2)));
    }

    @Test
    void overflowKeepsAFiniteBoundOnTheNearSide() {
        Interval large = Interval.of(MAX);
        assertEquals(new Interval(MAX, INFINITY), large.plus(large));
        assertEquals(new Interval(-INFINITY, -MAX), large.negate().times(Interval.of(2)));
        assertEquals(new Interval(MAX, INFINITY), large.dividedBy(Interval.of(0.5)));
        assertEquals(new Interval(MAX, INFINITY), Interval.enclosing(new BigFraction(10).pow(400)));
    }

    @Test
    void underflowKeepsTheSignOfTheExactResult() {
        Interval least = Interval.of(MIN);
        assertEquals(new Interval(0, MIN), least.times(Interval.of(0.5)));
        assertTrue(least.times(least.negate()).contains(new Interval(-MIN, 0)));
        assertEquals(new Interval(0, MIN), Interval.enclosing(new BigFraction(10).pow(-400)));
        assertTrue(Interval.of(MIN).sqrt().contains(Interval.of(0x1p-537)));
    }

    @Test
    void unboundedIntervalsNeverGiveNaN() {
        Interval positive = new Interval(1, INFINITY);
        assertEquals(Interval.ZERO, Interval.REALS.times(Interval.ZERO));
        assertEquals(new Interval(0, INFINITY), positive.dividedBy(positive));
        assertEquals(Interval.REALS, Interval.REALS.minus(Interval.REALS));
        assertEquals(new Interval(1, INFINITY), positive.sqrt());
        assertEquals(new Interval(0, INFINITY), Interval.REALS.square());
        assertTrue(Interval.REALS.contains(new BigFraction(10).pow(1000)));
    }

    @Test
    void quotientAndRootRefuseWhatTheyCannotEnclose() {
        assertEquals(
                "interval quotient: expected a divisor without zero, got [-1.0, 1.0]",
                assertThrows(ArithmeticException.class, () -> Interval.ONE.dividedBy(new Interval(-1, 1)))
                        .getMessage());
        assertEquals(
                "interval square root: expected no negative point, got [-1.0, 1.0]",
                assertThrows(ArithmeticException.class, () -> new Interval(-1, 1).sqrt())
                        .getMessage());
    }

    @Test
    void containmentIsDecidedExactly() {
        Interval point = Interval.of(0.1);
        assertTrue(point.contains(new BigFraction(0.1)));
        assertFalse(point.contains(new BigFraction(1, 10)));
        assertFalse(Interval.of(MIN).contains(new BigFraction(2).pow(-1075)));
        assertTrue(Interval.of(MIN).contains(new BigFraction(2).pow(-1074)));
    }

    @Test
    void doublesAreTakenApartExactly() {
        for (double x : new double[] {0, 1, -1.5, MIN, -7 * MIN, 0x1p-1022, 0x1.fffffffffffffp-1023, MAX, -0x1p60}) {
            BigFraction exact = Interval.exactly(x);
            BigDecimal back = new BigDecimal(exact.getNumerator()).divide(new BigDecimal(exact.getDenominator()));
            assertEquals(0, back.compareTo(new BigDecimal(x)), "x = " + x);
        }
        assertEquals(
                "exact double: expected a finite number, got NaN",
                assertThrows(IllegalArgumentException.class, () -> Interval.exactly(Double.NaN))
                        .getMessage());
    }

    @Test
    void magnitudesAndSetOperations() {
        Interval x = new Interval(-3, 2);
        assertEquals(3, x.magnitude());
        assertEquals(0, x.mignitude());
        assertEquals(new Interval(0, 3), x.abs());
        assertEquals(new Interval(0, 9), x.square());
        assertEquals(2, new Interval(-3, -2).mignitude());
        assertEquals(new Interval(-3, 1), x.min(Interval.ONE));
        assertEquals(new Interval(1, 2), x.max(Interval.ONE));
        assertEquals(new Interval(-3, 5), x.hull(Interval.of(5)));
        assertEquals(5, x.width());
        assertEquals(new Interval(-4, 6), x.scale(-2));
        assertEquals("[-3.0, 2.0]", x.toString());
    }

    @Test
    void matrixOperationsEncloseTheExactOnes() {
        RationalMatrix a = RationalMatrix.of(3, 2, (i, j) -> new BigFraction(i - j, 2 * i + 3 * j + 1));
        RationalMatrix b = RationalMatrix.of(2, 4, (i, j) -> new BigFraction(i + j, 7));
        IntervalMatrix ia = IntervalMatrix.of(a);
        IntervalMatrix ib = IntervalMatrix.of(b);
        assertTrue(ia.times(ib).contains(a.times(b)));
        assertTrue(ia.plus(ia).contains(a.plus(a)));
        assertTrue(ia.minus(ia).contains(RationalMatrix.zero(3, 2)));
        assertTrue(ia.transpose().contains(a.transpose()));
        assertTrue(ia.scale(Interval.of(3)).contains(a.scale(new BigFraction(3))));
        assertTrue(ia.timesEntrywise(ia)
                .contains(RationalMatrix.of(3, 2, (i, j) -> a.get(i, j).multiply(a.get(i, j)))));
        assertFalse(ia.times(ib).contains(a.times(b).scale(new BigFraction(1_000_001, 1_000_000))));
    }

    @Test
    void frobeniusNormNeitherOverflowsNorVanishes() {
        assertEquals(Interval.of(5), IntervalMatrix.of(new double[][] {{3, 4}}).frobeniusNorm());
        Interval large = IntervalMatrix.of(new double[][] {{3e300, 4e300}}).frobeniusNorm();
        assertTrue(large.contains(Interval.of(5e300)) && large.width() < 1e286, large::toString);
        Interval small = IntervalMatrix.of(new double[][] {{3e-300, 4e-300}}).frobeniusNorm();
        assertTrue(small.contains(Interval.of(5e-300)) && small.width() < 1e-314, small::toString);
        assertEquals(Interval.of(MIN), IntervalMatrix.of(new double[][] {{MIN}}).frobeniusNorm());
        assertEquals(Interval.ZERO, IntervalMatrix.of(new double[][] {{0}}).frobeniusNorm());
        Interval unbounded =
                IntervalMatrix.of(1, 1, (i, j) -> new Interval(1, INFINITY)).frobeniusNorm();
        assertEquals(new Interval(1, INFINITY), unbounded);
    }

    @Test
    void matricesRefuseWrongShapesAndNumbers() {
        IntervalMatrix a = IntervalMatrix.of(new double[][] {{1, 2}});
        assertEquals(
                "interval product: expected a second operand with 2 rows, got 1x2",
                assertThrows(IllegalArgumentException.class, () -> a.times(a)).getMessage());
        assertEquals(
                "interval sum: expected a second operand of 1x2, got 2x1",
                assertThrows(IllegalArgumentException.class, () -> a.plus(a.transpose()))
                        .getMessage());
        assertEquals(
                "interval matrix: expected 1 entries in row 1, got 2",
                assertThrows(IllegalArgumentException.class, () -> IntervalMatrix.of(new double[][] {{1}, {1, 2}}))
                        .getMessage());
        assertEquals(
                "interval matrix: expected a finite entry at (0, 0), got NaN",
                assertThrows(IllegalArgumentException.class, () -> IntervalMatrix.of(new double[][] {{Double.NaN}}))
                        .getMessage());
        assertEquals(
                "interval matrix entry: expected a place inside 1x2, got (1, 0)",
                assertThrows(IndexOutOfBoundsException.class, () -> a.get(1, 0)).getMessage());
    }

    @Test
    void matricesWithEqualEntriesAreEqual() {
        IntervalMatrix a = IntervalMatrix.of(new double[][] {{1, -0.0}});
        assertEquals(a, IntervalMatrix.of(new double[][] {{1, 0.0}}));
        assertEquals(a.hashCode(), IntervalMatrix.of(new double[][] {{1, 0}}).hashCode());
        assertFalse(a.equals(a.transpose()));
        assertEquals("1x2 [[1.0, 1.0], [0.0, 0.0]]", a.toString());
    }
}
