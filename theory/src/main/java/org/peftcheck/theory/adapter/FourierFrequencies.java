package org.peftcheck.theory.adapter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The places of a spectrum at which FourierFT has a coefficient: n different ones, each set of n being equally likely.
 *
 * <p>The choice follows from the seed and the shape alone, and is the same on every machine. It is not the choice that another
 * implementation makes of the same seed: there the places have to be read from the adapter's own files, where they are stored.
 */
public final class FourierFrequencies {

    private FourierFrequencies() {}

    /**
     * A frequency of a two-dimensional transform.
     *
     * @param row the frequency along the output features, 0 ≤ row &lt; d_out
     * @param column the frequency along the input features, 0 ≤ column &lt; d_in
     */
    public record Frequency(int row, int column) {}

    /**
     * Picks frequencies.
     *
     * @param seed what the choice follows from
     * @param dOut the output features
     * @param dIn the input features
     * @param n how many, at most dOut · dIn
     * @return n different frequencies
     * @throws IllegalArgumentException if there are not as many
     */
    public static List<Frequency> pick(long seed, int dOut, int dIn, int n) {
        long places = (long) dOut * dIn;
        if (n > places) {
            throw new IllegalArgumentException("FourierFT coefficients: expected at most d_out·d_in = " + places
                    + " on a " + dOut + "×" + dIn + " layer, got " + n);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> chosen = new LinkedHashSet<>();
        for (long last = places - n; last < places; last++) {
            long place = random.nextLong(last + 1);
            chosen.add(chosen.contains(place) ? last : place);
        }
        return chosen.stream()
                .map(place -> new Frequency((int) (place / dIn), (int) (place % dIn)))
                .toList();
    }
}
