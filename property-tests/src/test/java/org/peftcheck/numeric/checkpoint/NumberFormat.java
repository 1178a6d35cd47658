package org.peftcheck.numeric.checkpoint;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * An IEEE-like number format, written out from its definition: sign, biased exponent, fraction.
 *
 * @param dtype its name here
 * @param exponentBits bits of the exponent
 * @param fractionBits bits of the fraction
 */
record NumberFormat(Dtype dtype, int exponentBits, int fractionBits) {
    static final NumberFormat F64 = new NumberFormat(Dtype.F64, 11, 52);
    static final NumberFormat F32 = new NumberFormat(Dtype.F32, 8, 23);
    static final NumberFormat F16 = new NumberFormat(Dtype.F16, 5, 10);
    static final NumberFormat BF16 = new NumberFormat(Dtype.BF16, 8, 7);

    static Arbitrary<NumberFormat> all() {
        return Arbitraries.of(F64, F32, F16, BF16);
    }

    /** The value of a pattern by way of the text of a hexadecimal floating-point number. */
    double value(long bits) {
        int bias = (1 << exponentBits - 1) - 1;
        int exponent = exponent(bits);
        long fraction = fraction(bits);
        String sign = isNegative(bits) ? "-" : "";
        if (exponent == (1 << exponentBits) - 1) {
            return Double.parseDouble(fraction == 0 ? sign + "Infinity" : "NaN");
        }
        String leading = exponent == 0 ? "0" : "1";
        String digits = String.format("%013x", fraction << 52 - fractionBits);
        return Double.parseDouble(sign + "0x" + leading + "." + digits + "p" + (Math.max(exponent, 1) - bias));
    }

    boolean isNegative(long bits) {
        return (bits >> exponentBits + fractionBits & 1) == 1;
    }

    int exponent(long bits) {
        return (int) (bits >> fractionBits) & (1 << exponentBits) - 1;
    }

    long fraction(long bits) {
        return bits & (1L << fractionBits) - 1;
    }

    private long pattern(boolean negative, int exponent, long fraction) {
        long sign = negative ? 1L << exponentBits + fractionBits : 0;
        return sign | (long) exponent << fractionBits | fraction;
    }

    /** Finite patterns, many of them at the ends of the format: zeros, subnormals, the largest. */
    Arbitrary<Long> finite() {
        int largest = (1 << exponentBits) - 2;
        long full = (1L << fractionBits) - 1;
        Arbitrary<Integer> exponents = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.of(1, largest)),
                Tuple.of(3, Arbitraries.integers().between(0, largest)));
        Arbitrary<Long> fractions = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(0L, 1L, full)),
                Tuple.of(3, Arbitraries.longs().between(0, full)));
        return Combinators.combine(Arbitraries.of(true, false), exponents, fractions)
                .as(this::pattern);
    }

    /** Infinities and NaNs. */
    Arbitrary<Long> nonFinite() {
        int top = (1 << exponentBits) - 1;
        Arbitrary<Long> fractions = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0L)),
                Tuple.of(2, Arbitraries.longs().between(0, (1L << fractionBits) - 1)));
        return Combinators.combine(Arbitraries.of(true, false), fractions)
                .as((negative, fraction) -> pattern(negative, top, fraction));
    }

    /** What kind of number a pattern is, for statistics. */
    String kind(long bits) {
        if (exponent(bits) == 0) {
            String zero = isNegative(bits) ? "minus zero" : "zero";
            return fraction(bits) == 0 ? zero : "subnormal";
        }
        boolean largest = exponent(bits) == (1 << exponentBits) - 2 && fraction(bits) == (1L << fractionBits) - 1;
        return largest ? "largest" : "normal";
    }
}
