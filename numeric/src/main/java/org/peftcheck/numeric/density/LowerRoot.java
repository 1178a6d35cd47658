package org.peftcheck.numeric.density;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Roots of reciprocals of integers, rounded down; the decimal is checked in integers, whatever proposed it. */
final class LowerRoot {

    private static final int DIGITS = 6;

    private LowerRoot() {}

    /**
     * A decimal x ≥ 0 with x^power · factor ≤ 1, of six digits; the next decimal is too large.
     *
     * @param factor at least 1
     * @param power at least 0; the bound for 0 is 0, unless the factor is 1
     */
    static BigDecimal of(BigInteger factor, int power) {
        if (factor.signum() <= 0 || power < 0) {
            throw new IllegalArgumentException(
                    "root: expected a positive factor and no negative power, got " + factor + " and " + power);
        }
        if (factor.equals(BigInteger.ONE)) {
            return BigDecimal.ONE;
        }
        if (power == 0) {
            return BigDecimal.ZERO;
        }
        double log10 = -log10(factor) / power;
        int scale = DIGITS - (int) Math.floor(log10) - 1;
        BigInteger digits = new BigDecimal(Math.pow(10, log10 + scale)).toBigInteger();
        while (!fits(digits, scale, factor, power)) {
            digits = digits.subtract(BigInteger.ONE);
        }
        while (fits(digits.add(BigInteger.ONE), scale, factor, power)) {
            digits = digits.add(BigInteger.ONE);
        }
        return new BigDecimal(digits, scale);
    }

    /** Whether (digits · 10^−scale)^power · factor ≤ 1. */
    private static boolean fits(BigInteger digits, int scale, BigInteger factor, int power) {
        return digits.pow(power).multiply(factor).compareTo(BigInteger.TEN.pow(Math.multiplyExact(scale, power))) <= 0;
    }

    /** About the logarithm. */
    private static double log10(BigInteger value) {
        int excess = Math.max(0, value.bitLength() - 60);
        return Math.log10(value.shiftRight(excess).doubleValue()) + excess * Math.log10(2);
    }
}
