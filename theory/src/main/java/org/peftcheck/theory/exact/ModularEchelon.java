package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows reduced modulo a prime, up to the first that depends on those before it.
 *
 * @param dependent the first dependent row, none if all are independent, which proves them independent over the rationals
 * @param pivots the columns of the pivots, one for each row before that
 */
record ModularEchelon(OptionalInt dependent, List<Integer> pivots) {

    static ModularEchelon of(BigInteger[][] rows, long prime) {
        List<long[]> reduced = new ArrayList<>();
        List<Integer> pivots = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            long[] row = modulo(rows[i], prime);
            for (int p = 0; p < pivots.size(); p++) {
                long factor = row[pivots.get(p)];
                if (factor != 0) {
                    subtract(row, reduced.get(p), factor, pivots.get(p), prime);
                }
            }
            int pivot = 0;
            while (pivot < row.length && row[pivot] == 0) {
                pivot++;
            }
            if (pivot == row.length) {
                return new ModularEchelon(OptionalInt.of(i), List.copyOf(pivots));
            }
            scale(row, inverse(row[pivot], prime), prime);
            reduced.add(row);
            pivots.add(pivot);
        }
        return new ModularEchelon(OptionalInt.empty(), List.copyOf(pivots));
    }

    private static long[] modulo(BigInteger[] row, long prime) {
        long[] residues = new long[row.length];
        BigInteger p = BigInteger.valueOf(prime);
        for (int j = 0; j < row.length; j++) {
            residues[j] = row[j].signum() == 0 ? 0 : row[j].mod(p).longValue();
        }
        return residues;
    }

    /** A reduced row is zero left of its pivot and at the pivots before it, so that the earlier eliminations stay. */
    private static void subtract(long[] row, long[] other, long factor, int from, long prime) {
        long negative = prime - factor;
        for (int j = from; j < row.length; j++) {
            if (other[j] != 0) {
                row[j] = (row[j] + negative * other[j]) % prime;
            }
        }
    }

    private static void scale(long[] row, long factor, long prime) {
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j] * factor % prime;
        }
    }

    private static long inverse(long value, long prime) {
        return BigInteger.valueOf(value).modInverse(BigInteger.valueOf(prime)).longValue();
    }
}
