package org.peftcheck.numeric.merge;

import java.util.Optional;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalMatrix;

/**
 * A weight W0 with an update Δ merged in a narrow format: each entry is the exact sum W0 + Δ, rounded once. Norms are Frobenius norms.
 *
 * @param format the format
 * @param weight round(W0 + Δ), d_out × d_in
 * @param error an enclosure of ‖round(W0 + Δ) − (W0 + Δ)‖
 * @param errorBound an upper bound on that norm from the format alone: half the spacing at each entry
 * @param updateNorm an enclosure of ‖Δ‖
 * @param lost an enclosure of ‖round(W0 + Δ) − (W0 + Δ)‖ / ‖Δ‖, none for Δ = 0 (or so small that its squares vanish in double
 *     precision); at 1, rounding does as much as the update
 * @param survived an enclosure of ⟨round(W0 + Δ) − W0, Δ⟩ / ‖Δ‖², none as above: the share of Δ that the merged weight has moved along
 *     Δ, 1 without rounding and 0 if the update is swallowed
 * @param updated the number of entries with Δ ≠ 0
 * @param swallowed how many of them are what they would be without the update, round(W0 + Δ) = round(W0)
 */
public record MergedWeight(
        NarrowFormat format,
        FloatMatrix weight,
        Interval error,
        double errorBound,
        Interval updateNorm,
        Optional<Interval> lost,
        Optional<Interval> survived,
        long updated,
        long swallowed) {

    /**
     * Merges an update.
     *
     * @param w0 the pre-trained weight; its entries need not be values of the format
     * @param delta the update, of the same shape, in single or double precision
     * @param format the format of the merged weight
     * @return the merged weight and what rounding did to it
     * @throws IllegalArgumentException if the shapes differ, or an entry rounds to infinity, naming the entry
     */
    public static MergedWeight of(FloatMatrix w0, FloatMatrix delta, NarrowFormat format) {
        requireSameShape("update", w0, delta);
        Accumulation sums = new Accumulation();
        double[][] merged = new double[w0.rows()][w0.columns()];
        for (int i = 0; i < w0.rows(); i++) {
            for (int j = 0; j < w0.columns(); j++) {
                double plain = entry("merge: W0", w0.get(i, j), 0, format, i, j);
                merged[i][j] = entry("merge: W0 + update", w0.get(i, j), delta.get(i, j), format, i, j);
                sums.add(w0.get(i, j), delta.get(i, j), merged[i][j], format);
                sums.compare(delta.get(i, j), plain, merged[i][j]);
            }
        }
        return sums.toMergedWeight(format, FloatMatrix.of(merged));
    }

    static void requireSameShape(String what, FloatMatrix w0, FloatMatrix other) {
        if (w0.rows() != other.rows() || w0.columns() != other.columns()) {
            throw new IllegalArgumentException("merge: expected an " + what + " of " + w0.rows() + "x" + w0.columns()
                    + ", got " + other.rows() + "x" + other.columns());
        }
    }

    static double entry(String what, double a, double b, NarrowFormat format, int row, int column) {
        try {
            return format.roundSum(a, b);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    what + " at row " + row + ", column " + column + " (from 0): " + e.getMessage(), e);
        }
    }

    /**
     * How far the merged weight is from a weight that is known by an enclosure, such as the interval reading of an adapter: the rounding
     * of the update's own computation is then counted too.
     *
     * @param exact an enclosure of the exact weight, of the same shape
     * @return an enclosure of ‖round(W0 + Δ) − exact‖
     */
    public Interval distanceFrom(IntervalMatrix exact) {
        return IntervalMatrix.of(weight.toRows()).minus(exact).frobeniusNorm();
    }

    /**
     * Takes the update out again, rounding once more.
     *
     * @param w0 the pre-trained weight
     * @param delta the update that was merged
     * @return round(round(W0 + Δ) − Δ) and what is left of the merge in it
     * @throws IllegalArgumentException if the shapes differ, or an entry rounds to infinity, naming the entry
     */
    public UnmergedWeight unmerge(FloatMatrix w0, FloatMatrix delta) {
        return UnmergedWeight.of(this, w0, delta);
    }

    /** The sums over the entries that the norms are made of. */
    private static final class Accumulation {
        private Interval errors = Interval.ZERO;
        private Interval bounds = Interval.ZERO;
        private Interval updates = Interval.ZERO;
        private Interval alongs = Interval.ZERO;
        private long updated;
        private long swallowed;

        void add(double w0, double delta, double merged, NarrowFormat format) {
            Interval moved = Interval.of(merged).minus(Interval.of(w0));
            Interval update = Interval.of(delta);
            errors = errors.plus(moved.minus(update).square());
            bounds = bounds.plus(Interval.of(halfSpacing(w0, delta, format)).square());
            updates = updates.plus(update.square());
            alongs = alongs.plus(moved.times(update));
        }

        void compare(double delta, double plain, double merged) {
            updated += delta != 0 ? 1 : 0;
            swallowed += delta != 0 && merged == plain ? 1 : 0;
        }

        /** Half the spacing at W0 + Δ or above it: at the double next to the sum, away from 0. */
        private static double halfSpacing(double w0, double delta, NarrowFormat format) {
            Interval sum = Interval.of(w0).plus(Interval.of(delta));
            return format.spacing(sum.magnitude()) / 2;
        }

        MergedWeight toMergedWeight(NarrowFormat format, FloatMatrix merged) {
            boolean none = updates.lo() == 0;
            Interval error = errors.sqrt();
            Interval norm = updates.sqrt();
            return new MergedWeight(
                    format,
                    merged,
                    error,
                    bounds.sqrt().hi(),
                    norm,
                    none ? Optional.empty() : Optional.of(error.dividedBy(norm)),
                    none ? Optional.empty() : Optional.of(alongs.dividedBy(updates)),
                    updated,
                    swallowed);
        }
    }
}
