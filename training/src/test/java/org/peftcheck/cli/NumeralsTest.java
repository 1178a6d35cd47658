package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class NumeralsTest {

    @Test
    void boundsAreRoundedUp() {
        assertEquals("0.34", Numerals.upperBound(new BigFraction(1, 3)));
        assertEquals("1E-9", Numerals.upperBound(new BigFraction(1, 1_000_000_000)));
        assertEquals("4.2E-14", Numerals.upperBound(4.11e-14));
        assertEquals("0.11", Numerals.upperBound(0.1));
        assertEquals("0.25", Numerals.upperBound(0.25));
    }

    @Test
    void zeroAndInfinityStayWhatTheyAre() {
        assertEquals("0", Numerals.upperBound(BigFraction.ZERO));
        assertEquals("0", Numerals.upperBound(0.0));
        assertEquals("unbounded", Numerals.upperBound(Double.POSITIVE_INFINITY));
    }

    @Test
    void secondsHaveOneDigit() {
        assertEquals("12.3", Numerals.seconds(12.34));
        assertEquals("0.0", Numerals.seconds(0.001));
    }
}
