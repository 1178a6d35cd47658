package org.peftcheck.training.data;

import java.util.SplittableRandom;

/** Random orders that are functions of a seed, a purpose and an epoch. */
final class Permutation {

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private Permutation() {}

    /**
     * A permutation of 0 … count − 1 by the shuffle of Fisher and Yates.
     *
     * @param count how many
     * @param seed the seed of the run
     * @param purpose sets this permutation apart from others of the same run
     * @param epoch the epoch
     * @return the permutation
     */
    static int[] of(int count, long seed, long purpose, int epoch) {
        SplittableRandom random = new SplittableRandom(mix(mix(mix(seed) + purpose) + epoch));
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64, a bijection. */
    private static long mix(long value) {
        long z = value + ODD;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
