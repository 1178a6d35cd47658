package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * W by column operations in the form (α over the rows J, 1 over the rows I): with M = W_I⁻¹, α = W_J M. The rows I can then be
 * met exactly, by θ = M (a_I + z) with any integer z, and row j is off by a fractional part of α_j z. Columns that depend on the
 * others are left out. In fixed point.
 */
final class RowElimination {

    private static final int GUARD = 32;

    /** Of a tolerance, rounding θ may use this many bits less than all. */
    private static final int ROUNDING_BITS = 10;

    private final BigInteger[][] reduced;
    private final BigInteger[][] inverse;
    private final int bits;
    private final int sizeBits;
    private final List<Integer> pivotRows = new ArrayList<>();
    private final List<Integer> pivotColumns = new ArrayList<>();

    private RowElimination(BigInteger[][] numbers, int bits) {
        int columns = numbers[0].length;
        this.sizeBits = Arrays.stream(numbers)
                .flatMap(Arrays::stream)
                .mapToInt(BigInteger::bitLength)
                .max()
                .orElse(0);
        this.bits = bits;
        this.reduced = new BigInteger[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            reduced[i] = numbers[i].clone();
        }
        this.inverse = new BigInteger[columns][columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                inverse[i][j] = i == j ? BigInteger.ONE.shiftLeft(bits) : BigInteger.ZERO;
            }
        }
    }

    static RowElimination of(FixedPointNumbers numbers, int bits) {
        RowElimination elimination = new RowElimination(numbers.at(bits + GUARD), bits + GUARD);
        for (int column = 0; column < elimination.inverse.length; column++) {
            elimination.eliminate(column);
        }
        return elimination;
    }

    private void eliminate(int column) {
        int pivot = -1;
        for (int i = 0; i < reduced.length; i++) {
            boolean larger = pivot < 0 || reduced[i][column].abs().compareTo(reduced[pivot][column].abs()) > 0;
            if (!pivotRows.contains(i) && larger) {
                pivot = i;
            }
        }
        if (pivot < 0 || reduced[pivot][column].bitLength() < bits / 2) {
            return;
        }
        BigInteger scale = reduced[pivot][column];
        divideColumn(reduced, column, scale);
        divideColumn(inverse, column, scale);
        for (int other = 0; other < inverse.length; other++) {
            if (other != column) {
                BigInteger factor = reduced[pivot][other];
                subtractColumn(reduced, other, factor, column);
                subtractColumn(inverse, other, factor, column);
            }
        }
        pivotRows.add(pivot);
        pivotColumns.add(column);
    }

    private void divideColumn(BigInteger[][] matrix, int column, BigInteger divisor) {
        for (BigInteger[] row : matrix) {
            row[column] = row[column].shiftLeft(bits).divide(divisor);
        }
    }

    private void subtractColumn(BigInteger[][] matrix, int column, BigInteger factor, int from) {
        if (factor.signum() != 0) {
            for (BigInteger[] row : matrix) {
                row[column] = row[column].subtract(factor.multiply(row[from]).shiftRight(bits));
            }
        }
    }

    /** The rows I, one for each column in use. */
    List<Integer> pivotRows() {
        return pivotRows;
    }

    /** The number of bits after the point. */
    int bits() {
        return bits;
    }

    /** α_jl for a row j that is not among I and the l-th column in use. */
    BigInteger alpha(int row, int index) {
        return reduced[row][pivotColumns.get(index)];
    }

    /** Bits of θ after the point for which rounding takes a small part of the tolerance of any phase. */
    int resultBits(double phaseTolerance) {
        int size = Math.max(0, sizeBits - bits);
        int columns = Integer.SIZE - Integer.numberOfLeadingZeros(inverse.length);
        return size + columns + ROUNDING_BITS - Math.getExponent(phaseTolerance);
    }

    /**
     * θ = M (a + z).
     *
     * @param phases a + z for each of the rows I, in fixed point with the given bits
     * @param phaseBits bits of the phases after the point
     * @param resultBits bits of θ after the point
     */
    BigInteger[] parameters(BigInteger[] phases, int phaseBits, int resultBits) {
        BigInteger[] theta = new BigInteger[inverse.length];
        int shift = phaseBits + bits - resultBits;
        for (int i = 0; i < theta.length; i++) {
            BigInteger sum = BigInteger.ONE.shiftLeft(shift - 1);
            for (int l = 0; l < phases.length; l++) {
                sum = sum.add(inverse[i][pivotColumns.get(l)].multiply(phases[l]));
            }
            theta[i] = sum.shiftRight(shift);
        }
        return theta;
    }
}
