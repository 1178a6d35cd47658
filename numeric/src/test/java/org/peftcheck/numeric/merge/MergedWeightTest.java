package org.peftcheck.numeric.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalMatrix;

class MergedWeightTest {

    private static FloatMatrix matrix(double... row) {
        return FloatMatrix.of(new double[][] {row});
    }

    private static MergedWeight merge(double[] w0, double[] delta, NarrowFormat format) {
        return MergedWeight.of(matrix(w0), matrix(delta), format);
    }

    @Test
    void anUpdateBelowHalfASpacingIsSwallowed() {
        double[] w0 = {1, 1, 1, 1};
        double[] delta = {0x1p-9, 0x1p-8, 0x1.8p-8, 0};
        MergedWeight merged = merge(w0, delta, NarrowFormat.BF16);
        assertEquals(matrix(1, 1, 1 + 0x1p-7, 1), merged.weight());
        assertEquals(3, merged.updated());
        assertEquals(2, merged.swallowed());
        BigFraction square = Interval.exactly(0x1p-18 + 0x1p-16 + 0x1p-18);
        assertTrue(merged.error().square().contains(square), merged.error().toString());
        assertTrue(merged.error().width() < 1e-15);
        assertEquals(0, merge(w0, delta, NarrowFormat.F32).error().hi());
        assertEquals(0, merge(w0, delta, NarrowFormat.F16).swallowed());
    }

    /** The claim merge-swallows-update on instances: below a power of two the next value is half a spacing nearer. */
    @ParameterizedTest
    @EnumSource(NarrowFormat.class)
    void anUpdateBelowHalfTheDistanceToTheNearestValueIsLost(NarrowFormat format) {
        for (double w : new double[] {1, 1.5, -1, format.spacing(1) + 1, 0x1p-3}) {
            double away = format.spacing(w);
            boolean isPowerOfTwo = Math.abs(w) == Math.scalb(1.0, Math.getExponent(w));
            double h = isPowerOfTwo ? away / 2 : away;
            double[] kept = {w, w};
            double[] small = {Math.nextDown(h / 2), -Math.nextDown(h / 2)};
            MergedWeight merged = merge(kept, small, format);
            assertEquals(matrix(kept), merged.weight());
            assertEquals(2, merged.swallowed());
            double towardsZero = -Math.signum(w) * Math.nextUp(h / 2);
            assertEquals(
                    0,
                    merge(new double[] {w}, new double[] {towardsZero}, format).swallowed());
        }
    }

    @Test
    void whatSurvivesIsTheShareAlongTheUpdate() {
        MergedWeight all = merge(new double[] {1, -2}, new double[] {0.5, 0.25}, NarrowFormat.BF16);
        assertEquals(Optional.of(Interval.ONE), all.survived());
        assertEquals(Optional.of(Interval.ZERO), all.lost());
        MergedWeight none = merge(new double[] {256, 256}, new double[] {0.5, -0.25}, NarrowFormat.BF16);
        assertEquals(Optional.of(Interval.ZERO), none.survived());
        assertTrue(none.lost().orElseThrow().contains(BigFraction.ONE));
        assertEquals(2, none.swallowed());
        MergedWeight half = merge(new double[] {256, 1}, new double[] {0.5, 0.5}, NarrowFormat.BF16);
        assertTrue(half.survived().orElseThrow().contains(new BigFraction(1, 2)));
    }

    @Test
    void noUpdateHasNoShare() {
        MergedWeight merged = merge(new double[] {1, 3}, new double[] {0, -0.0}, NarrowFormat.F16);
        assertEquals(Optional.empty(), merged.survived());
        assertEquals(Optional.empty(), merged.lost());
        assertEquals(0, merged.updated());
        MergedWeight vanishing = merge(new double[] {1}, new double[] {Double.MIN_VALUE}, NarrowFormat.F16);
        assertEquals(Optional.empty(), vanishing.lost());
        assertEquals(1, vanishing.swallowed());
    }

    @Test
    void roundingThePretrainedWeightIsPartOfTheError() {
        MergedWeight merged = merge(new double[] {1 + 0x1p-12}, new double[] {1}, NarrowFormat.F16);
        assertEquals(matrix(2), merged.weight());
        assertEquals(Interval.of(0x1p-12), merged.error());
        assertEquals(0x1p-10, merged.errorBound());
    }

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void badInputIsRefused() {
        assertEquals(
                "merge: W0 + update at row 0, column 1 (from 0): expected a number that rounds to at most 65504.0 in f16,"
                        + " got 66000.0",
                refusal(() -> merge(new double[] {1, 65000}, new double[] {1, 1000}, NarrowFormat.F16)));
        assertEquals(
                "merge: W0 at row 0, column 0 (from 0): expected a number that rounds to at most 65504.0 in f16, got"
                        + " 66000.0",
                refusal(() -> merge(new double[] {66000}, new double[] {-1000}, NarrowFormat.F16)));
        assertEquals(
                "merge: expected an update of 1x2, got 1x1",
                refusal(() -> merge(new double[] {1, 2}, new double[] {1}, NarrowFormat.F16)));
    }

    @Test
    void unmergingRoundsAgain() {
        FloatMatrix w0 = matrix(1, 256, 3);
        FloatMatrix delta = matrix(0x1p-6, 1.5, 64.25);
        UnmergedWeight back = MergedWeight.of(w0, delta, NarrowFormat.BF16).unmerge(w0, delta);
        assertEquals(matrix(1, 256, 2.75), back.weight());
        assertEquals(2, back.restored());
        assertEquals(Interval.of(0.25), back.error());
        assertTrue(back.errorBound() >= 0.25);
        assertEquals(
                "merge: expected an update of 1x3, got 1x1",
                refusal(() -> MergedWeight.of(w0, delta, NarrowFormat.BF16).unmerge(w0, matrix(1))));
    }

    @Test
    void theDistanceCountsWhatTheUpdateItselfIsOff() {
        MergedWeight merged = merge(new double[] {1}, new double[] {0.5}, NarrowFormat.F16);
        IntervalMatrix exact = IntervalMatrix.of(1, 1, (i, j) -> new Interval(1.5, 1.5 + 0x1p-20));
        Interval distance = merged.distanceFrom(exact);
        assertTrue(distance.lo() == 0 && distance.hi() >= 0x1p-20 && distance.hi() < 0x1.1p-20, distance.toString());
        assertFalse(distance.isPoint());
    }
}
