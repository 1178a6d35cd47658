package org.peftcheck.numeric.interval;

import java.math.BigInteger;

/**
 * A finite double taken apart: value = mantissa · 2^exponent, exactly, subnormal numbers included.
 *
 * @param mantissa an integer of at most 53 bits and a sign
 * @param exponent between −1074 and 971
 */
record Dyadic(long mantissa, int exponent) {

    static Dyadic of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("exact value: expected a finite double, got " + value);
        }
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >> 52) & 0x7ff;
        long fraction = bits & (1L << 52) - 1;
        long mantissa = biased == 0 ? fraction : fraction | 1L << 52;
        return new Dyadic(bits < 0 ? -mantissa : mantissa, Math.max(biased, 1) - 1075);
    }

    BigInteger mantissaInteger() {
        return BigInteger.valueOf(mantissa);
    }
}
