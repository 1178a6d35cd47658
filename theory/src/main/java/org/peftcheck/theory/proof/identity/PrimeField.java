package org.peftcheck.theory.proof.identity;

import java.util.SplittableRandom;

/**
 * The field with p elements, p an odd prime below 2⁶². An element x is kept as x·2⁶⁴ mod p, in which form a product takes two
 * multiplications of machine words (Montgomery 1985).
 */
final class PrimeField {

    /** Bits of a drawn prime. */
    static final int BITS = 61;

    /** Bases that decide primality of every number below 3·10²³ (Sorenson and Webster 2015). */
    private static final int[] BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

    private final long p;
    private final long negatedInverse;
    private final long one;
    private final long square;

    private PrimeField(long p) {
        this.p = p;
        long inverse = p;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - p * inverse;
        }
        this.negatedInverse = -inverse;
        long power = 1;
        for (int i = 0; i < 64; i++) {
            power = twice(power);
        }
        this.one = power;
        for (int i = 0; i < 64; i++) {
            power = twice(power);
        }
        this.square = power;
    }

    private long twice(long a) {
        return add(a, a);
    }

    /**
     * The field of a prime.
     *
     * @throws IllegalArgumentException if the number is not an odd prime below 2⁶²
     */
    static PrimeField of(long prime) {
        if (prime < 41 || prime >= 1L << 62 || prime % 2 == 0 || !new PrimeField(prime).isField()) {
            throw new IllegalArgumentException("prime field: expected a prime from 41 to 2^62, got " + prime);
        }
        return new PrimeField(prime);
    }

    /** A prime of 61 bits; all such primes are equally likely. */
    static PrimeField draw(SplittableRandom random) {
        while (true) {
            PrimeField candidate = new PrimeField(random.nextLong(1L << (BITS - 1), 1L << BITS) | 1);
            if (candidate.isField()) {
                return candidate;
            }
        }
    }

    /** Miller's test with the fixed bases, so that the answer is certain. */
    private boolean isField() {
        int twos = Long.numberOfTrailingZeros(p - 1);
        for (int base : BASES) {
            long x = power(element(base), (p - 1) >> twos);
            boolean passes = x == one;
            for (int i = 0; i < twos && !passes; i++) {
                passes = x == p - one;
                x = multiply(x, x);
            }
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    long prime() {
        return p;
    }

    /** The image of an integer. */
    long element(long integer) {
        return multiply(Math.floorMod(integer, p), square);
    }

    /** The least non-negative integer with that image. */
    long integer(long element) {
        return multiply(element, 1);
    }

    /** An element; all are equally likely. */
    long drawElement(SplittableRandom random) {
        return random.nextLong(p);
    }

    long one() {
        return one;
    }

    long add(long a, long b) {
        long sum = a + b;
        return sum >= p ? sum - p : sum;
    }

    long subtract(long a, long b) {
        long difference = a - b;
        return difference < 0 ? difference + p : difference;
    }

    long multiply(long a, long b) {
        long low = a * b;
        long m = low * negatedInverse;
        long carry = Math.multiplyHigh(m, p) + ((m >> 63) & p);
        long high = Math.multiplyHigh(a, b) + carry + (low == 0 ? 0 : 1);
        return high >= p ? high - p : high;
    }

    private long power(long base, long exponent) {
        long result = one;
        long factor = base;
        for (long e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = multiply(result, factor);
            }
            factor = multiply(factor, factor);
        }
        return result;
    }

    /** The inverse of an element that is not zero, by Fermat. */
    long inverse(long a) {
        return power(a, p - 2);
    }
}
