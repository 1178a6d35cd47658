package org.peftcheck.numeric.lattice;

import java.util.Arrays;
import java.util.Optional;

/**
 * LLL reduction of a floating-point basis by overlapping windows. Each window is reduced by itself, at a cost of its own size a
 * swap, and its transformation is then applied to the whole basis in one go; windows whose neighbours have changed are looked
 * at again, until none changes. As every two neighbouring vectors share a window, the whole basis is then reduced, up to
 * rounding.
 *
 * <p>The result is the transformation alone: a unimodular matrix of integers, exact as every entry stays below 2^52. What it
 * makes of the basis has to be computed anew, exactly, from the exact basis.
 */
public final class BlockReduction {

    private static final int WINDOW = 32;
    private static final double LARGEST = 0x1p52;

    private final int size;
    private final double[][] lower;
    private final double[][] multipliers;
    private boolean changed;

    private BlockReduction(double[][] lower) {
        this.size = lower.length;
        this.lower = lower;
        this.multipliers = WindowReduction.identity(size);
    }

    /**
     * Reduces a basis.
     *
     * @param lower L of the basis; its values are used up
     * @return U with (reduced basis) = U (basis), |det U| = 1, if anything had to be done
     * @throws ArithmeticException if the precision of doubles does not suffice
     */
    public static Optional<double[][]> reduce(double[][] lower) {
        BlockReduction reduction = new BlockReduction(lower);
        reduction.sweep();
        for (int i = 0; i < reduction.size; i++) {
            reduction.sizeReduce(i, i);
        }
        return reduction.changed ? Optional.of(reduction.multipliers) : Optional.empty();
    }

    private void sweep() {
        int step = WINDOW / 2;
        int windows = Math.max(1, (size - WINDOW + step - 1) / step + 1);
        boolean[] pending = new boolean[windows];
        Arrays.fill(pending, true);
        boolean again = true;
        while (again) {
            again = false;
            for (int w = 0; w < windows; w++) {
                if (pending[w]) {
                    pending[w] = false;
                    if (window(w * step, Math.min(size, w * step + WINDOW))) {
                        again = true;
                        pending[Math.max(0, w - 1)] |= w > 0;
                        pending[Math.min(windows - 1, w + 1)] |= w + 1 < windows;
                    }
                }
            }
        }
    }

    private boolean window(int from, int to) {
        WindowReduction window = WindowReduction.of(lower, from, to);
        if (!window.changed()) {
            return false;
        }
        changed = true;
        combine(window, from, to);
        turn(window.rotation(), from, to);
        for (int i = from; i < to; i++) {
            sizeReduce(i, from);
        }
        return true;
    }

    /** Applies the window's multipliers to its vectors. */
    private void combine(WindowReduction window, int from, int to) {
        int length = to - from;
        double[][] newLower = new double[length][size];
        double[][] newMultipliers = new double[length][size];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                double factor = window.multipliers()[i][j];
                if (factor != 0) {
                    Vectors.add(newLower[i], factor, lower[from + j], from);
                    Vectors.add(newMultipliers[i], factor, multipliers[from + j], size);
                }
            }
            System.arraycopy(window.lower()[i], 0, newLower[i], from, length);
        }
        for (int i = 0; i < length; i++) {
            lower[from + i] = newLower[i];
            multipliers[from + i] = newMultipliers[i];
            requireExact(newMultipliers[i]);
        }
    }

    /** Turns the coordinates of the later vectors as the window's were. */
    private void turn(double[][] rotation, int from, int to) {
        int length = to - from;
        double[] turned = new double[length];
        for (int i = to; i < size; i++) {
            Arrays.fill(turned, 0);
            for (int j = 0; j < length; j++) {
                Vectors.add(turned, lower[i][from + j], rotation[j], length);
            }
            System.arraycopy(turned, 0, lower[i], from, length);
        }
    }

    private void sizeReduce(int i, int before) {
        double[] row = lower[i];
        boolean reduced = false;
        for (int j = before - 1; j >= 0; j--) {
            double quotient = row[j] / lower[j][j];
            if (Math.abs(quotient) > WindowReduction.ETA) {
                double rounded = Math.rint(quotient);
                Vectors.add(row, -rounded, lower[j], j + 1);
                Vectors.add(multipliers[i], -rounded, multipliers[j], size);
                reduced = true;
            }
        }
        if (reduced) {
            changed = true;
            requireExact(multipliers[i]);
        }
    }

    private static void requireExact(double[] row) {
        for (double value : row) {
            if (!(Math.abs(value) < LARGEST)) {
                throw new ArithmeticException("LLL: expected multipliers below 2^52, got " + value);
            }
        }
    }
}
