package org.peftcheck.numeric.density;

import java.math.BigInteger;

/**
 * The primitive integer vector m of a column of doubles: the column is t·m for one t &gt; 0, and the entries of m are coprime.
 * A zero column has m = 0.
 *
 * <p>Since c·w = (ct)·m, the values that c ↦ sin(2πcw) takes are those of c ↦ sin(2πcm), which has period 1.
 */
public final class IntegerColumn {

    private static final int FRACTION_BITS = 52;
    private static final int RESIDUE_STEP = 31;

    private final long[] odd;
    private final int[] shift;

    private IntegerColumn(long[] odd, int[] shift) {
        this.odd = odd;
        this.shift = shift;
    }

    /**
     * The integers of a column.
     *
     * @param column d ≥ 1 finite numbers, subnormal ones included
     */
    public static IntegerColumn of(double[] column) {
        long[] odd = new long[column.length];
        int[] exponent = new int[column.length];
        int least = Integer.MAX_VALUE;
        long common = 0;
        for (int i = 0; i < column.length; i++) {
            if (!Double.isFinite(column[i])) {
                throw new IllegalArgumentException(
                        "column: expected finite numbers, got " + column[i] + " at row " + i);
            }
            if (column[i] != 0) {
                split(column[i], i, odd, exponent);
                least = Math.min(least, exponent[i]);
                common = gcd(common, Math.abs(odd[i]));
            }
        }
        for (int i = 0; i < column.length; i++) {
            if (odd[i] != 0) {
                odd[i] /= common;
                exponent[i] -= least;
            }
        }
        return new IntegerColumn(odd, exponent);
    }

    /** A nonzero double as an odd number times a power of two. */
    private static void split(double value, int i, long[] odd, int[] exponent) {
        long bits = Double.doubleToLongBits(value);
        int field = (int) (bits >> FRACTION_BITS & 0x7FF);
        long fraction = bits & (1L << FRACTION_BITS) - 1;
        long mantissa = field == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        int zeros = Long.numberOfTrailingZeros(mantissa);
        odd[i] = bits < 0 ? -(mantissa >> zeros) : mantissa >> zeros;
        exponent[i] = Math.max(field, 1) + zeros;
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long remainder = x % y;
            x = y;
            y = remainder;
        }
        return x;
    }

    /** The number d of entries. */
    public int rows() {
        return odd.length;
    }

    /**
     * An entry of m.
     *
     * @param row from 0
     */
    public BigInteger entry(int row) {
        return BigInteger.valueOf(odd[row]).shiftLeft(shift[row]);
    }

    /**
     * An entry of m modulo a prime.
     *
     * @param row from 0
     * @param prime below 2^31
     * @return the residue, from 0
     */
    long residue(int row, long prime) {
        long residue = Math.floorMod(odd[row], prime);
        for (int left = shift[row]; left > 0 && residue != 0; left -= RESIDUE_STEP) {
            residue = (residue << Math.min(left, RESIDUE_STEP)) % prime;
        }
        return residue;
    }

    /** ‖m‖₁, the sum of the magnitudes; 0 for a zero column only. */
    public BigInteger norm() {
        long small = 0;
        BigInteger large = BigInteger.ZERO;
        for (int i = 0; i < odd.length; i++) {
            boolean fits = Long.numberOfLeadingZeros(Math.abs(odd[i])) - shift[i] > 2;
            if (fits && small < 1L << Long.SIZE - 2) {
                small += Math.abs(odd[i]) << shift[i];
            } else {
                large = large.add(entry(i).abs());
            }
        }
        return large.add(BigInteger.valueOf(small));
    }

    /**
     * Whether the entries are linearly independent over the rationals, which is what Proposition B.1 asks of a column. Two
     * rationals never are, so this holds for a single nonzero entry only.
     */
    public boolean isIndependent() {
        return odd.length == 1 && odd[0] != 0;
    }
}
