package org.peftcheck.numeric.density;

import java.util.Arrays;
import java.util.List;

/** The rank of an integer matrix modulo a prime below 2^31; it is at most the rank over the rationals. */
final class ModularRank {

    private final List<IntegerColumn> columns;
    private final long prime;
    private final long square;
    private final long[][] basis;
    private final int[] pivots;
    private int rank;

    private ModularRank(List<IntegerColumn> columns, long prime, int most) {
        this.columns = columns;
        this.prime = prime;
        this.square = prime * prime;
        this.basis = new long[most][];
        this.pivots = new int[most];
    }

    /**
     * The rank.
     *
     * @param columns at least one, of the same number of rows
     * @param prime an odd prime below 2^31
     */
    static int of(List<IntegerColumn> columns, long prime) {
        int rows = columns.get(0).rows();
        int most = Math.min(rows, columns.size());
        ModularRank elimination = new ModularRank(columns, prime, most);
        boolean byRows = rows >= columns.size();
        int vectors = Math.max(rows, columns.size());
        for (int i = 0; i < vectors && elimination.rank < most; i++) {
            elimination.add(byRows ? elimination.row(i) : elimination.column(i, rows));
        }
        return elimination.rank;
    }

    private long[] row(int i) {
        long[] vector = new long[columns.size()];
        Arrays.setAll(vector, j -> columns.get(j).residue(i, prime));
        return vector;
    }

    private long[] column(int j, int rows) {
        long[] vector = new long[rows];
        Arrays.setAll(vector, i -> columns.get(j).residue(i, prime));
        return vector;
    }

    /** Reduces a vector by the basis, and adds what is left to it, unless that is zero. */
    private void add(long[] vector) {
        for (int k = 0; k < rank; k++) {
            long factor = vector[pivots[k]] % prime;
            if (factor != 0) {
                subtract(vector, factor, basis[k], pivots[k]);
            }
        }
        for (int j = 0; j < vector.length; j++) {
            vector[j] %= prime;
        }
        int pivot = 0;
        while (pivot < vector.length && vector[pivot] == 0) {
            pivot++;
        }
        if (pivot < vector.length) {
            long inverse = inverse(vector[pivot]);
            for (int j = pivot; j < vector.length; j++) {
                vector[j] = vector[j] * inverse % prime;
            }
            basis[rank] = vector;
            pivots[rank++] = pivot;
        }
    }

    /** vector − factor · other, from a column on, as numbers in [0, prime²), which are the residues of what they stand for. */
    private void subtract(long[] vector, long factor, long[] other, int from) {
        for (int j = from; j < vector.length; j++) {
            long difference = vector[j] - factor * other[j];
            vector[j] = difference + (square & difference >> Long.SIZE - 1);
        }
    }

    /** By Fermat. */
    private long inverse(long value) {
        long result = 1;
        long power = value;
        for (long exponent = prime - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) == 1) {
                result = result * power % prime;
            }
            power = power * power % prime;
        }
        return result;
    }
}
