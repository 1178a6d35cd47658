package org.peftcheck.numeric.exact;

import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Seeded integer matrices for the tests of this package. */
final class RandomMatrices {

    private final Random random;

    RandomMatrices(long seed) {
        random = new Random(seed);
    }

    /** Entries uniform in [−bound, bound]. */
    RationalMatrix integers(int rows, int columns, int bound) {
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(2 * bound + 1) - bound));
    }

    /** A product of two random factors, of at most the given rank. */
    RationalMatrix ofRank(int rows, int columns, int rank) {
        return integers(rows, rank, 5).times(integers(rank, columns, 5));
    }

    /** Entries uniform in [0, bound]. */
    RationalMatrix nonNegative(int rows, int bound) {
        return integers(rows, 1, bound).map(BigFraction::abs);
    }
}
