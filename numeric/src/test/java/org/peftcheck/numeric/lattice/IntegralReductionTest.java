package org.peftcheck.numeric.lattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntegralReductionTest {

    private static BigInteger[][] basis(long[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new))
                .toArray(BigInteger[][]::new);
    }

    @Test
    void aLatticeOfThreeDimensions() {
        BigInteger[][] basis = basis(new long[][] {{1, 1, 1}, {-1, 0, 2}, {3, 5, 6}});
        IntegralReduction.reduce(basis);
        assertArrayEquals(basis(new long[][] {{0, 1, 0}, {1, 0, 1}, {-1, 0, 2}}), basis);
    }

    @Test
    void thePlaneIsReducedAsByGauss() {
        BigInteger[][] basis = basis(new long[][] {{1, 0, 1_000_003L << 30}, {0, 1, 707_107L << 30}});
        IntegralReduction.reduce(basis);
        assertEquals(BigInteger.ZERO, basis[0][2]);
        assertEquals(BigInteger.valueOf(707_107), basis[0][0].abs());
    }

    @Test
    void dependentVectorsAreRefused() {
        BigInteger[][] dependent = basis(new long[][] {{1, 2}, {2, 4}});
        assertThrows(ArithmeticException.class, () -> IntegralReduction.reduce(dependent));
    }
}
