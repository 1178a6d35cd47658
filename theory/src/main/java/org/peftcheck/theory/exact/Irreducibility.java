package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proofs that an integer polynomial is irreducible over the rationals: Eisenstein's criterion, or irreducibility modulo a small
 * prime that does not divide the leading coefficient. Neither finds every irreducible polynomial.
 */
final class Irreducibility {

    private static final int LARGEST_MODULUS = 400;
    private static final int LARGEST_DEGREE_TRIED = 96;
    private static final long[] PRIMES = IntStream.rangeClosed(2, LARGEST_MODULUS)
            .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0))
            .asLongStream()
            .toArray();

    private Irreducibility() {}

    /** Whether one of the two criteria shows it; the polynomial, from the constant up, is primitive and of degree ≥ 1. */
    static boolean isShown(List<BigInteger> polynomial) {
        return Arrays.stream(PRIMES).anyMatch(p -> eisenstein(polynomial, BigInteger.valueOf(p)))
                || polynomial.size() - 1 <= LARGEST_DEGREE_TRIED
                        && Arrays.stream(PRIMES).anyMatch(p -> modulo(polynomial, p));
    }

    private static boolean eisenstein(List<BigInteger> polynomial, BigInteger p) {
        int degree = polynomial.size() - 1;
        boolean divides =
                polynomial.subList(0, degree).stream().allMatch(a -> a.mod(p).signum() == 0);
        return divides
                && polynomial.get(degree).mod(p).signum() != 0
                && polynomial.get(0).mod(p.multiply(p)).signum() != 0;
    }

    /**
     * Whether the polynomial f is irreducible modulo p: a factor of degree at most n/2 would have an irreducible factor of some
     * degree i ≤ n/2, which divides x^(p^i) − x (Ben-Or's form of Rabin's test).
     */
    private static boolean modulo(List<BigInteger> polynomial, long p) {
        long[] f = polynomial.stream()
                .mapToLong(a -> a.mod(BigInteger.valueOf(p)).longValue())
                .toArray();
        int n = f.length - 1;
        if (f[n] == 0) {
            return false;
        }
        long[] power = remainder(new long[] {0, 1}, f, p);
        for (int i = 1; i <= n / 2; i++) {
            power = powerOf(power, p, f, p);
            long[] difference = Arrays.copyOf(power, Math.max(2, power.length));
            difference[1] = Math.floorMod(difference[1] - 1, p);
            if (gcdDegree(f, difference, p) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] powerOf(long[] base, long exponent, long[] f, long p) {
        long[] result = {1};
        long[] square = base;
        for (long e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = remainder(product(result, square, p), f, p);
            }
            square = remainder(product(square, square, p), f, p);
        }
        return result;
    }

    private static long[] product(long[] a, long[] b, long p) {
        long[] c = new long[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                c[i + j] = (c[i + j] + a[i] * b[j]) % p;
            }
        }
        return c;
    }

    private static long[] remainder(long[] a, long[] f, long p) {
        long[] left = a.clone();
        int n = degree(f);
        long inverse = inverse(f[n], p);
        for (int i = left.length - 1; i >= n; i--) {
            long factor = left[i] * inverse % p;
            for (int j = 0; j <= n && factor != 0; j++) {
                left[i - n + j] = Math.floorMod(left[i - n + j] - factor * f[j], p);
            }
        }
        return left.length <= Math.max(n, 1) ? left : Arrays.copyOf(left, Math.max(n, 1));
    }

    private static int gcdDegree(long[] f, long[] g, long p) {
        long[] a = f;
        long[] b = g;
        while (degree(b) > 0) {
            long[] rest = remainder(a, b, p);
            a = b;
            b = rest;
        }
        return degree(b) == 0 ? 0 : degree(a);
    }

    /** The degree, −1 of zero. */
    private static int degree(long[] a) {
        int degree = a.length - 1;
        while (degree >= 0 && a[degree] == 0) {
            degree--;
        }
        return degree;
    }

    private static long inverse(long a, long p) {
        return BigInteger.valueOf(a).modInverse(BigInteger.valueOf(p)).longValue();
    }
}
