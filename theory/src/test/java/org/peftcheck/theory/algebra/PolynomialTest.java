package org.peftcheck.theory.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolynomialTest {

    private static final Polynomial I = Polynomial.of(Dimension.D_IN);
    private static final Polynomial O = Polynomial.of(Dimension.D_OUT);
    private static final Polynomial R = Polynomial.of(Dimension.RANK);

    @Test
    void equalityIsEqualityAsPolynomials() {
        assertEquals(R.times(O).plus(R.times(I)), R.times(I.plus(O)));
        assertEquals(Polynomial.ZERO, R.minus(R));
        assertEquals(R.minus(R).hashCode(), Polynomial.ZERO.hashCode());
        assertNotEquals(R.times(O), R.times(I));
    }

    @Test
    void printsTermsByDegree() {
        Polynomial p = R.times(I).times(2).plus(R.pow(2).times(4)).minus(Polynomial.ONE);
        assertEquals("2*d_in*r + 4*r^2 - 1", p.toString());
        assertEquals("2 d_{\\mathrm{in}} r + 4 r^{2} - 1", p.toTex());
        assertEquals("-r", R.times(-1).toString());
        assertEquals("0", Polynomial.ZERO.toString());
    }

    @Test
    void evaluatesBeyondLong() {
        BigInteger big = BigInteger.TEN.pow(30);
        assertEquals(big.pow(3), R.pow(3).evaluate(Map.of(Dimension.RANK, big)));
    }

    @Test
    void asksForTheMissingDimension() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> R.times(I).evaluate(Map.of(Dimension.RANK, BigInteger.TWO)));
        assertEquals("value of 2*d_in: expected a number for each dimension, got none for [d_in]", e.getMessage());
    }

    @Test
    void substitutesAllAtOnce() {
        assertEquals(O.plus(I.times(2)), I.plus(O.times(2)).substitute(Map.of(Dimension.D_IN, O, Dimension.D_OUT, I)));
    }

    @Test
    void refusesNegativeExponents() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> R.pow(-1));
        assertEquals("power of a polynomial: expected an exponent >= 0, got -1", e.getMessage());
        assertEquals(Polynomial.ONE, Polynomial.ZERO.pow(0));
    }

    @Test
    void knowsDegreesAndDimensions() {
        Polynomial p = R.pow(2).times(I).plus(O.pow(2));
        assertEquals(3, p.degree());
        assertEquals(2, p.degree(Dimension.RANK));
        assertEquals(0, Polynomial.ONE.degree(Dimension.RANK));
        assertEquals(-1, Polynomial.ZERO.degree());
        assertEquals("[d_in, d_out, r]", p.dimensions().toString());
    }

    @Test
    void breakEvenOfTheTwoSidedConstructionFollowsByAShift() {
        Polynomial difference = R.times(O.plus(I)).minus(R.times(I).times(4));
        Polynomial above = I.times(3).plus(Polynomial.ONE).plus(Polynomial.of(Dimension.VECTORS));
        assertEquals(
                R.times(Polynomial.ONE.plus(Polynomial.of(Dimension.VECTORS))),
                difference.substitute(Map.of(Dimension.D_OUT, above)));
        assertTrue(difference.substitute(Map.of(Dimension.D_OUT, above)).hasNoNegativeCoefficient());
        assertEquals(Polynomial.ZERO, difference.substitute(Map.of(Dimension.D_OUT, I.times(3))));
        assertFalse(difference.hasNoNegativeCoefficient());
    }
}
