package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    private static final DfpField FIELD = new DfpField(80);

    @Test
    void constantsAgreeWithTheDecimalOnes() {
        assertTrue(holds(FixedPointSeries.PI, new BigDecimal(FIELD.getPi().toString())));
        assertTrue(holds(FixedPointSeries.LN_TWO, new BigDecimal(FIELD.getLn2().toString())));
        assertTrue(holds(
                FixedPointSeries.SQRT_TWO_PI,
                new BigDecimal(FIELD.getPi().multiply(2).sqrt().toString())));
    }

    @Test
    void constantsAreNarrow() {
        assertTrue(width(FixedPointSeries.PI) < 12);
        assertTrue(width(FixedPointSeries.LN_TWO) < 12);
        assertTrue(width(FixedPointSeries.SQRT_TWO_PI) < 12);
    }

    @Test
    void aWrongConstantIsNoticed() {
        BigDecimal pi = new BigDecimal(FIELD.getPi().toString());
        assertFalse(holds(FixedPointSeries.PI, pi.add(new BigDecimal("1e-34"))));
    }

    @Test
    void exponentialAgreesWithTheDecimalOne() {
        for (double y : new double[] {0, 1e-30, 0.3, 0.6931471805599453, 2, 11.5, 700}) {
            FixedPointSeries.Scaled found = FixedPointSeries.exponentialOfMinus(FixedPoint.of(Dyadic.of(y)));
            BigDecimal exact = new BigDecimal(
                    FIELD.newDfp(new BigDecimal(y).toString()).negate().exp().toString());
            assertTrue(holds(found.mantissa(), exact.multiply(new BigDecimal(2).pow(found.exponent()))), "y = " + y);
            assertTrue(width(found.mantissa()) < 25, "y = " + y);
        }
    }

    @Test
    void operationsRoundOutwards() {
        FixedPoint third = FixedPoint.ONE.dividedBy(3);
        assertEquals(BigInteger.ONE, third.hi().subtract(third.lo()));
        FixedPoint ninth = third.times(third);
        assertTrue(ninth.lo().multiply(BigInteger.valueOf(9)).compareTo(FixedPoint.ONE.lo()) < 0);
        assertTrue(ninth.hi().multiply(BigInteger.valueOf(9)).compareTo(FixedPoint.ONE.hi()) > 0);
        FixedPoint root = FixedPoint.integer(2).sqrt();
        assertEquals(BigInteger.ONE, root.hi().subtract(root.lo()));
        assertEquals(FixedPoint.integer(3), FixedPoint.integer(9).sqrt());
    }

    @Test
    void productsAndQuotientsRefuseNegativeOperands() {
        FixedPoint minusOne = FixedPoint.integer(-1);
        assertThrows(ArithmeticException.class, () -> minusOne.times(FixedPoint.ONE));
        assertThrows(ArithmeticException.class, () -> FixedPoint.ONE.times(minusOne));
        assertThrows(ArithmeticException.class, () -> FixedPoint.ONE.dividedBy(FixedPoint.ZERO));
    }

    private static boolean holds(FixedPoint found, BigDecimal value) {
        BigDecimal scaled = value.multiply(new BigDecimal(2).pow(FixedPoint.BITS));
        return new BigDecimal(found.lo()).compareTo(scaled) <= 0 && new BigDecimal(found.hi()).compareTo(scaled) >= 0;
    }

    /** The width in bits. */
    private static int width(FixedPoint found) {
        return found.hi().subtract(found.lo()).bitLength();
    }
}
