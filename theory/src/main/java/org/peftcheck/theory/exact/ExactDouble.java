package org.peftcheck.theory.exact;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;

/**
 * The rational number that a double is. ({@code new BigFraction(double)} halves subnormal numbers and leaves 0 over a power of
 * two, which is not equal to 0.)
 */
public final class ExactDouble {

    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1075;

    private ExactDouble() {}

    /**
     * The number as a fraction.
     *
     * @param value a finite double, subnormal ones included
     * @return the same number
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public static BigFraction of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("exact double: expected a finite number, got " + value);
        }
        long bits = Double.doubleToLongBits(value);
        int field = (int) ((bits >> MANTISSA_BITS) & 0x7FF);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = field == 0 ? fraction : fraction | (1L << MANTISSA_BITS);
        int exponent = Math.max(field, 1) - BIAS;
        BigInteger signed = BigInteger.valueOf(bits < 0 ? -mantissa : mantissa);
        if (signed.signum() == 0) {
            return BigFraction.ZERO;
        }
        return exponent >= 0
                ? new BigFraction(signed.shiftLeft(exponent))
                : new BigFraction(signed, BigInteger.ONE.shiftLeft(-exponent));
    }
}
