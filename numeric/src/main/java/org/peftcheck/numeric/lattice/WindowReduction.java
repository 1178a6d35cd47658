package org.peftcheck.numeric.lattice;

/**
 * LLL on a window of consecutive basis vectors, in the coordinates that are left when the vectors before are projected away: a
 * small lower triangular matrix, kept triangular by a Givens rotation after each swap.
 */
final class WindowReduction {

    /** The Lovász condition asks that ‖b*_i‖² + μ² ‖b*_{i−1}‖² be at least this times ‖b*_{i−1}‖². */
    static final double DELTA = 0.99;
    /** Size reduction asks that |μ| be at most this. */
    static final double ETA = 0.501;

    private static final int SWAPS_PER_PAIR = 4000;

    private final int size;
    private final double[][] lower;
    private final double[][] multipliers;
    private final double[][] rotation;
    private boolean changed;

    private WindowReduction(double[][] all, int from, int to) {
        this.size = to - from;
        this.lower = new double[size][size];
        this.multipliers = identity(size);
        this.rotation = identity(size);
        for (int i = 0; i < size; i++) {
            System.arraycopy(all[from + i], from, lower[i], 0, i + 1);
        }
    }

    /**
     * Reduces the vectors {@code from ≤ i < to}.
     *
     * @param all L of the whole basis, left as it is
     * @return the reduced window
     * @throws ArithmeticException if the precision of doubles does not suffice
     */
    static WindowReduction of(double[][] all, int from, int to) {
        WindowReduction window = new WindowReduction(all, from, to);
        window.reduce();
        return window;
    }

    /** Whether any vector was changed. */
    boolean changed() {
        return changed;
    }

    /** L of the window after reduction. */
    double[][] lower() {
        return lower;
    }

    /** The unimodular integers U with (new vectors) = U (old vectors). */
    double[][] multipliers() {
        return multipliers;
    }

    /** The orthogonal G with (new coordinates) = (old coordinates) G. */
    double[][] rotation() {
        return rotation;
    }

    static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private void reduce() {
        long swapsLeft = (long) SWAPS_PER_PAIR * size * size;
        int i = 1;
        while (i < size) {
            sizeReduce(i);
            double before = lower[i - 1][i - 1];
            double beside = lower[i][i - 1];
            double own = lower[i][i];
            if (DELTA * before * before <= beside * beside + own * own) {
                i++;
                continue;
            }
            if (--swapsLeft < 0 || Double.isNaN(own)) {
                throw new ArithmeticException("LLL: expected to end, got no end in double precision");
            }
            swap(i);
            i = Math.max(i - 1, 1);
        }
    }

    private void sizeReduce(int i) {
        double[] row = lower[i];
        for (int j = i - 1; j >= 0; j--) {
            double quotient = row[j] / lower[j][j];
            if (Math.abs(quotient) > ETA) {
                double rounded = Math.rint(quotient);
                Vectors.add(row, -rounded, lower[j], j + 1);
                Vectors.add(multipliers[i], -rounded, multipliers[j], size);
                changed = true;
            }
        }
    }

    private void swap(int i) {
        changed = true;
        exchange(lower, i);
        exchange(multipliers, i);
        double beside = lower[i - 1][i - 1];
        double own = lower[i - 1][i];
        double length = Math.hypot(beside, own);
        double cosine = beside / length;
        double sine = own / length;
        rotate(lower, i, i - 1, cosine, sine);
        rotate(rotation, i, 0, cosine, sine);
        lower[i - 1][i] = 0;
        if (lower[i][i] < 0) {
            negateColumn(lower, i, i);
            negateColumn(rotation, i, 0);
        }
    }

    private static void exchange(double[][] rows, int i) {
        double[] row = rows[i];
        rows[i] = rows[i - 1];
        rows[i - 1] = row;
    }

    private void rotate(double[][] rows, int column, int first, double cosine, double sine) {
        for (int i = first; i < size; i++) {
            double[] row = rows[i];
            double x = row[column - 1];
            double y = row[column];
            row[column - 1] = cosine * x + sine * y;
            row[column] = cosine * y - sine * x;
        }
    }

    private void negateColumn(double[][] rows, int column, int first) {
        for (int i = first; i < size; i++) {
            rows[i][column] = -rows[i][column];
        }
    }
}
