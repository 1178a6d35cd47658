package org.peftcheck.numeric.density;

import java.util.Optional;

/**
 * The sums and the positive differences of pairs of distinct positive numbers, as far as they are doubles, in a hash table:
 * finds two that are equal.
 */
final class PairSums {

    private static final int FIRST_SLOTS = 1 << 14;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final double[] numbers;
    private double[] sums = new double[FIRST_SLOTS];
    private int[] larger = new int[FIRST_SLOTS];
    private int[] smaller = new int[FIRST_SLOTS];
    private int used;

    private PairSums(double[] numbers) {
        this.numbers = numbers;
    }

    /**
     * Four entries that cancel.
     *
     * @param rows four positions, of which two may be the same
     * @param signs their signs
     */
    record Collision(int[] rows, int[] signs) {}

    /**
     * The first collision, the largest numbers taken first: they are multiples of the largest unit.
     *
     * @param numbers ascending, positive
     * @param most how many of them are tried
     */
    static Optional<Collision> collision(double[] numbers, int most) {
        PairSums pairs = new PairSums(numbers);
        for (int i = numbers.length - 1; i >= Math.max(0, numbers.length - most); i--) {
            for (int j = numbers.length - 1; j >= i; j--) {
                Collision found = pairs.add(j, i, 1);
                if (found == null && j > i) {
                    found = pairs.add(j, i, -1);
                }
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /** Keeps a sum that is exact, or gives the collision with one that is there; null if there is none. */
    private Collision add(int large, int small, int sign) {
        double a = numbers[large];
        double b = sign * numbers[small];
        double sum = a + b;
        double virtual = sum - a;
        if ((a - (sum - virtual)) + (b - virtual) != 0) {
            return null;
        }
        int slot = slot(sum);
        if (sums[slot] != 0) {
            int otherSign = smaller[slot] < 0 ? -1 : 1;
            int other = smaller[slot] < 0 ? ~smaller[slot] : smaller[slot];
            return new Collision(new int[] {large, small, larger[slot], other}, new int[] {1, sign, -1, -otherSign});
        }
        put(slot, sum, large, sign < 0 ? ~small : small);
        return null;
    }

    private int slot(double sum) {
        int mask = sums.length - 1;
        int slot = (int) (Double.doubleToRawLongBits(sum) * GOLDEN >>> 32) & mask;
        while (sums[slot] != 0 && sums[slot] != sum) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void put(int slot, double sum, int large, int small) {
        sums[slot] = sum;
        larger[slot] = large;
        smaller[slot] = small;
        if (++used > sums.length / 2) {
            grow();
        }
    }

    private void grow() {
        double[] oldSums = sums;
        int[] oldLarger = larger;
        int[] oldSmaller = smaller;
        sums = new double[2 * oldSums.length];
        larger = new int[sums.length];
        smaller = new int[sums.length];
        for (int i = 0; i < oldSums.length; i++) {
            if (oldSums[i] != 0) {
                int slot = slot(oldSums[i]);
                sums[slot] = oldSums[i];
                larger[slot] = oldLarger[i];
                smaller[slot] = oldSmaller[i];
            }
        }
    }
}
