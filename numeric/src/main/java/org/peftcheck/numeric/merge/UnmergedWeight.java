package org.peftcheck.numeric.merge;

import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.interval.Interval;

/**
 * A weight out of which a merged update was taken again, in the narrow format of the merge.
 *
 * @param weight round(round(W0 + Δ) − Δ), d_out × d_in
 * @param restored the number of entries that are round(W0) again
 * @param error an enclosure of ‖round(round(W0 + Δ) − Δ) − W0‖
 * @param errorBound an upper bound on that norm from the format alone: half the spacing at each of the two roundings
 */
public record UnmergedWeight(FloatMatrix weight, long restored, Interval error, double errorBound) {

    static UnmergedWeight of(MergedWeight merged, FloatMatrix w0, FloatMatrix delta) {
        MergedWeight.requireSameShape("update", merged.weight(), delta);
        MergedWeight.requireSameShape("original weight", merged.weight(), w0);
        NarrowFormat format = merged.format();
        double[][] weight = new double[w0.rows()][w0.columns()];
        long restored = 0;
        Interval errors = Interval.ZERO;
        Interval bounds = Interval.ZERO;
        for (int i = 0; i < w0.rows(); i++) {
            for (int j = 0; j < w0.columns(); j++) {
                double before = w0.get(i, j);
                double with = merged.weight().get(i, j);
                weight[i][j] =
                        MergedWeight.entry("unmerge: merged weight - update", with, -delta.get(i, j), format, i, j);
                restored += weight[i][j] == MergedWeight.entry("unmerge: W0", before, 0, format, i, j) ? 1 : 0;
                errors = errors.plus(
                        Interval.of(weight[i][j]).minus(Interval.of(before)).square());
                bounds =
                        bounds.plus(bound(before, with, delta.get(i, j), format).square());
            }
        }
        return new UnmergedWeight(
                FloatMatrix.of(weight), restored, errors.sqrt(), bounds.sqrt().hi());
    }

    private static Interval bound(double before, double with, double delta, NarrowFormat format) {
        Interval first = Interval.of(before).plus(Interval.of(delta));
        Interval second = Interval.of(with).minus(Interval.of(delta));
        return Interval.of(format.spacing(first.magnitude()) / 2)
                .plus(Interval.of(format.spacing(second.magnitude()) / 2));
    }
}
