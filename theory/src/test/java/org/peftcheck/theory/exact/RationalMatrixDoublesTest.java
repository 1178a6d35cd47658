package org.peftcheck.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class RationalMatrixDoublesTest {

    private static BigFraction exactly(double value) {
        return RationalMatrix.ofDoubles(new double[][] {{value}}).get(0, 0);
    }

    @Test
    void zeroOfEitherSignIsZero() {
        assertEquals(BigFraction.ZERO, exactly(0.0));
        assertEquals(BigFraction.ZERO, exactly(-0.0));
        assertEquals(RationalMatrix.zero(1, 1), RationalMatrix.ofDoubles(new double[][] {{0.0}}));
    }

    @Test
    void normalAndSubnormalNumbersAreTheirExactValues() {
        assertEquals(new BigFraction(-3, 2), exactly(-1.5));
        assertEquals(new BigFraction(BigInteger.ONE.shiftLeft(1000)), exactly(0x1p1000));
        assertEquals(new BigFraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(1074)), exactly(Double.MIN_VALUE));
        assertEquals(new BigFraction(BigInteger.valueOf(-3), BigInteger.ONE.shiftLeft(1030)), exactly(-3 * 0x1p-1030));
        assertEquals(new BigFraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(1022)), exactly(Double.MIN_NORMAL));
    }

    @Test
    void otherThanNumbersAreRefusedWithTheirPlace() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> RationalMatrix.ofDoubles(new double[][] {{1, Double.NaN}}));
        assertEquals("matrix entry (0, 1): expected a finite number, got NaN", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> exactly(Double.POSITIVE_INFINITY));
    }
}
