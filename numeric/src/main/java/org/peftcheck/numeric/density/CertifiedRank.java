package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * The rank of a matrix over the rationals, proved by ranks modulo primes.
 *
 * <p>A minor that is not 0 modulo a prime is not 0, so the rank is at least the one modulo any prime. Where that is less than
 * both dimensions, let ϱ be the largest over several primes: were the rank above ϱ, a minor of ϱ + 1 columns would not be 0,
 * but divisible by each of those primes; by Hadamard it is at most the product of the ϱ + 1 largest ‖m_j‖₁, so as soon as the
 * product of the primes is larger, the rank is ϱ.
 *
 * @param atLeast a proved lower bound
 * @param exact whether it is proved to be the rank; otherwise that would have taken too long
 */
public record CertifiedRank(int atLeast, boolean exact) {

    private static final long FIRST_PRIME = Integer.MAX_VALUE;
    private static final int BITS_OF_A_PRIME = 30;
    private static final long MOST_STEPS = 40_000_000_000L;

    /**
     * The rank of the matrix with the given columns.
     *
     * @param columns at least one, of the same number of rows
     */
    public static CertifiedRank of(List<IntegerColumn> columns) {
        return of(columns, MOST_STEPS);
    }

    /** The same with a limit on the multiplications. */
    static CertifiedRank of(List<IntegerColumn> columns, long steps) {
        int most = Math.min(columns.get(0).rows(), columns.size());
        List<BigInteger> norms = columns.stream()
                .map(IntegerColumn::norm)
                .sorted(Comparator.reverseOrder())
                .toList();
        long prime = FIRST_PRIME;
        int rank = ModularRank.of(columns, prime);
        long bits = BITS_OF_A_PRIME;
        while (rank < most && bits <= minorBits(norms, rank + 1)) {
            double cost = (double) columns.size() * columns.get(0).rows() * Math.max(rank, 1);
            if (cost * minorBits(norms, rank + 1) / BITS_OF_A_PRIME > steps) {
                return new CertifiedRank(rank, false);
            }
            prime = primeBelow(prime);
            rank = Math.max(rank, ModularRank.of(columns, prime));
            bits += BITS_OF_A_PRIME;
        }
        return new CertifiedRank(rank, true);
    }

    /** A number b with 2^b above the product of the largest norms. */
    private static long minorBits(List<BigInteger> norms, int size) {
        return norms.stream().limit(size).mapToLong(BigInteger::bitLength).sum();
    }

    /** The largest prime below an odd number; those that are needed are all above 2^30. */
    static long primeBelow(long number) {
        long candidate = number - 2;
        while (!isPrime(candidate)) {
            candidate -= 2;
        }
        return candidate;
    }

    private static boolean isPrime(long odd) {
        for (long divisor = 3; divisor * divisor <= odd; divisor += 2) {
            if (odd % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
