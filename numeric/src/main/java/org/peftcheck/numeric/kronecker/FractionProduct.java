package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;

/**
 * The fractional part of an integer times a number in fixed point, to 117 bits: of the long product only the two words after
 * the point are formed.
 */
final class FractionProduct {

    private static final int WORD = 64;

    private FractionProduct() {}

    /** The words of a fraction after the point, the most significant first, with two more words of zeros. */
    static long[] fractionWords(BigInteger value, int bits) {
        int length = (bits + WORD - 1) / WORD + 3;
        long[] words = new long[length];
        BigInteger padded = value.shiftLeft(length * WORD - bits);
        for (int m = 0; m < length; m++) {
            words[m] = padded.shiftRight((length - 1 - m) * WORD).longValue();
        }
        return words;
    }

    /** The words of a magnitude, the least significant first. */
    static long[] magnitudeWords(BigInteger magnitude) {
        byte[] bytes = magnitude.toByteArray();
        long[] words = new long[(magnitude.bitLength() + WORD - 1) / WORD];
        for (int b = 0; b < bytes.length; b++) {
            int place = bytes.length - 1 - b;
            if (place / Long.BYTES < words.length) {
                words[place / Long.BYTES] |= (bytes[b] & 0xffL) << (Byte.SIZE * (place % Long.BYTES));
            }
        }
        return words;
    }

    /**
     * The fractional part of ±(magnitude)·(fraction), between −½ and ½.
     *
     * @param magnitude words of the integer
     * @param sign its sign
     * @param fraction words of the number, at least two more than the integer has
     */
    static double centred(long[] magnitude, int sign, long[] fraction) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < magnitude.length; i++) {
            long word = magnitude[i];
            high += word * fraction[i] + unsignedHigh(word, fraction[i + 1]);
            long sum = low + word * fraction[i + 1];
            high += carry(sum, low);
            low = sum;
            sum = low + unsignedHigh(word, fraction[i + 2]);
            high += carry(sum, low);
            low = sum;
        }
        if (sign < 0) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        return high * 0x1p-64 + (low >>> 11) * 0x1p-117;
    }

    private static int carry(long sum, long summand) {
        return Long.compareUnsigned(sum, summand) < 0 ? 1 : 0;
    }

    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
