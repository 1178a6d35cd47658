package org.peftcheck.training.data;

import java.util.SplittableRandom;

/** Random orders that are functions of a seed, a purpose and an epoch. */
public final class Permutation {

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
    public static int[] of(int count, long seed, long purpose, int epoch) {
        SplittableRandom random = random(seed, purpose, epoch);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * A source of randomness that is a function of seed, purpose and epoch.
     *
     * @param seed the seed of the run
     * @param purpose sets what is drawn apart from the rest
     * @param epoch the epoch
     * @return the source, at its start
     */
    public static SplittableRandom random(long seed, long purpose, int epoch) {
        return new SplittableRandom(mix(mix(mix(seed) + purpose) + epoch));
    }

    /** The finaliser of SplitMix64, a bijection. */
    private static long mix(long value) {
        long z = value + ODD;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
