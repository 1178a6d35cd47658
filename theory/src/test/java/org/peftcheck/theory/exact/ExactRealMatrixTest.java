package org.peftcheck.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExactRealMatrixTest {

    private static ExactRealMatrix matrix(String... rows) {
        return ExactRealMatrix.parse(
                java.util.Arrays.stream(rows).map(row -> row.split(" ")).toArray(String[][]::new));
    }

    private static List<BigInteger> integers(long... values) {
        return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }

    @Test
    void coordinatesAreThoseOfTheAtomsThatOccur() {
        ExactRealMatrix w = matrix("1+sqrt(2) 2", "3*sqrt(8) sqrt(3)");
        assertEquals(RationalMatrix.ofIntegers(new long[][] {{1, 1, 2, 0}, {0, 6, 0, 1}}), w.coordinates());
        ExactRealMatrix powers = matrix("2", "root(x^3-2;1;2)", "1-root(x^3-2;1;2)^2");
        assertEquals(RationalMatrix.ofIntegers(new long[][] {{2, 0, 0}, {0, 1, 0}, {1, 0, -1}}), powers.coordinates());
    }

    @Test
    void dependentNumbersAreAnsweredWithTheRelation() {
        assertEquals(
                Optional.of(integers(6, 0, -2, -3)),
                matrix("1/2", "sqrt(3)", "sqrt(2)", "1-2/3*sqrt(2)").relation());
        assertEquals(Optional.of(integers(0, 1)), matrix("1", "0").relation());
        assertEquals(Optional.of(integers(2, -1)), matrix("sqrt(2)", "sqrt(8)").relation());
        assertEquals(
                Optional.of(integers(0, 1, -1, 0)),
                matrix("1", "sqrt(2)", "sqrt(2)", "sqrt(2)").relation());
        assertEquals(
                Optional.empty(), matrix("1", "sqrt(2)", "sqrt(3)", "sqrt(6)").relation());
    }

    @Test
    void rowsMayBeIndependentWhereNoColumnIs() {
        ExactRealMatrix w = matrix("1 0", "0 1");
        assertTrue(w.hasIndependentRows());
        assertEquals(Optional.empty(), w.independentColumn());
        assertEquals(Optional.of(1), matrix("1 1", "2 sqrt(2)").independentColumn());
        assertFalse(w.stacked().hasIndependentRows());
        assertTrue(matrix("1 sqrt(2)", "sqrt(3) sqrt(5)").stacked().hasIndependentRows());
    }

    /** The rows (p, 0), (0, 1) depend modulo p = 2^31 − 1 only. */
    @Test
    void anUnluckyPrimeIsReplaced() {
        assertEquals(Optional.empty(), matrix("2147483647 0", "0 1").relation());
        assertEquals(
                Optional.of(integers(2, 0, -1)),
                matrix("2147483647 0", "0 1", "4294967294 0").relation());
    }

    @Test
    void theFactoriesGiveIndependentRows() {
        ExactRealMatrix primes = ExactRealMatrix.squareRootsOfPrimes(3, 2);
        assertEquals(matrix("sqrt(2) sqrt(7)", "sqrt(3) sqrt(11)", "sqrt(5) sqrt(13)"), primes);
        assertEquals(Optional.of(0), primes.independentColumn());
        assertTrue(ExactRealMatrix.squareRootsOfPrimes(200, 16).hasIndependentRows());
        ExactRealMatrix powers = ExactRealMatrix.powersOfRootOfTwo(200);
        assertTrue(powers.hasIndependentRows());
        assertEquals("root(x^200-2;1;2)^199", powers.get(199, 0).toString());
        assertEquals(
                Optional.of(integers(2, 0, 0, -1)),
                ExactRealMatrix.powers(AlgebraicNumber.rootOf(2, 3), 4).relation());
    }

    @Test
    void mixedAtomsAndBadPlacesAreRefusedInOneLine() {
        assertEquals(
                "real numbers: expected square roots or powers of one root throughout, got sqrt(2) and root(x^3-2;1;2)",
                assertThrows(IllegalArgumentException.class, () -> matrix("1 sqrt(2)", "root(x^3-2;1;2) 1"))
                        .getMessage());
        assertEquals(
                "row 1, column 0: real number x: expected a number, sqrt(…) or root(…) at character 1, got 'x'",
                assertThrows(IllegalArgumentException.class, () -> matrix("1 sqrt(2)", "x 1"))
                        .getMessage());
        assertEquals(
                "matrix of real numbers: expected at least one row and column, got 0x3",
                assertThrows(IllegalArgumentException.class, () -> ExactRealMatrix.squareRootsOfPrimes(0, 3))
                        .getMessage());
    }

    @Test
    void fixedPointIsWithinTwoUnits() {
        ExactRealMatrix w = matrix("sqrt(2) 1/3", "-sqrt(5) 2");
        BigInteger[][] m = w.fixedPoint(60);
        DyadicInterval[][] fine = w.enclosures(200);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                BigInteger off =
                        m[i][j].shiftLeft(140).subtract(fine[i][j].lo()).abs();
                assertTrue(off.bitLength() <= 142);
            }
        }
        assertEquals(Optional.empty(), w.rational());
        assertEquals(
                Optional.of(RationalMatrix.ofIntegers(new long[][] {{1}, {2}})),
                matrix("1", "2").rational());
    }
}
