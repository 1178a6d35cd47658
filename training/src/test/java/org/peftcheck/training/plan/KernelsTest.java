package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class KernelsTest {

    private static final int BLOCK = 1024;
    private static final float[] ODD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    /** An operation on arrays. */
    private interface Kernel {
        void run(float[] a, float[] out, int n);
    }

    private final Kernels.Bits bits = new Kernels.Bits(BLOCK);

    private void exp(float[] a, float[] out, int n) {
        Kernels.exp(a, out, n, bits);
    }

    private void erf(float[] a, float[] out, int n) {
        float[] tail = new float[n];
        for (int i = 0; i < n; i++) {
            tail[i] = -(a[i] * a[i]);
        }
        exp(tail, tail, n);
        Kernels.erf(a, tail, out, n);
    }

    private void sigmoid(float[] a, float[] out, int n) {
        Kernels.sigmoid(a, out, n, bits);
    }

    /** The largest error over a range, absolute or relative. */
    private static double largestError(
            Kernel kernel, DoubleUnaryOperator exact, double from, double to, boolean relative) {
        float[] in = new float[BLOCK];
        float[] out = new float[BLOCK];
        int blocks = 500;
        double largest = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < BLOCK; i++) {
                in[i] = (float) (from + (to - from) * (block + i / (BLOCK - 1.0)) / blocks);
            }
            kernel.run(in, out, BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                double value = exact.applyAsDouble(in[i]);
                double error = Math.abs(out[i] - value) / (relative ? Math.abs(value) : 1);
                largest = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(largest, error);
            }
        }
        return largest;
    }

    private static float[] of(Kernel kernel, float... in) {
        float[] out = new float[in.length];
        kernel.run(in, out, in.length);
        return out;
    }

    @Test
    void expIsRightToAnUlpOverItsRange() {
        assertTrue(largestError(this::exp, Math::exp, -87, 88, true) < 1.2e-7);
        assertTrue(largestError(this::exp, Math::exp, -1e-3, 1e-3, true) < 1.2e-7);
    }

    @Test
    void expOfTheEndsIsThatOfTheRange() {
        float most = (float) Math.exp(88);
        float least = (float) Math.exp(-87);
        float[] out = of(this::exp, 88, 89, Float.MAX_VALUE, -87, -88, -Float.MAX_VALUE, 0, -0f, Float.MIN_VALUE);
        float[] expected = {most, most, most, least, least, least, 1, 1, 1};
        for (int i = 0; i < out.length; i++) {
            assertEquals(expected[i], out[i], 1.2e-7 * expected[i]);
        }
        assertTrue(Float.isNaN(of(this::exp, ODD)[0]));
        assertEquals(most, of(this::exp, ODD)[1], 1.2e-7 * most);
        assertEquals(least, of(this::exp, ODD)[2], 1.2e-7 * least);
    }

    @Test
    void erfIsRightToSixTenMillionths() {
        assertTrue(largestError(this::erf, Erf::erf, -6, 6, false) < 6e-7);
        assertTrue(largestError(this::erf, Erf::erf, -0.01, 0.01, false) < 6e-7);
        assertArrayEquals(new float[] {Float.NaN, 1, -1}, of(this::erf, ODD));
        assertArrayEquals(new float[] {1, -1, 0, -0f}, of(this::erf, 1e30f, -1e30f, 0, -0f));
    }

    @Test
    void sigmoidIsRightToTwoTenMillionthsOfItself() {
        DoubleUnaryOperator exact = x -> 1 / (1 + Math.exp(-x));
        assertTrue(largestError(this::sigmoid, exact, -87, 100, true) < 2e-7);
        assertArrayEquals(new float[] {Float.NaN, 1}, of(this::sigmoid, Arrays.copyOf(ODD, 2)));
        assertEquals(0, of(this::sigmoid, ODD)[2], 1e-38);
        assertEquals(0.5f, of(this::sigmoid, 0)[0]);
    }

    @Test
    void aWrongCoefficientIsSeen() {
        Kernel wrong = (a, out, n) -> {
            exp(a, out, n);
            Kernels.scale(1 + 3e-7f, out, out, n);
        };
        assertTrue(largestError(wrong, Math::exp, -87, 88, true) > 1.2e-7);
    }

    @Test
    void functionsOfTheLibraryAreRounded() {
        assertTrue(largestError(Kernels::tanh, Math::tanh, 1e-3, 20, true) < 6e-8);
        assertTrue(largestError(Kernels::log, Math::log, 1.1, 1e6, true) < 6e-8);
        assertTrue(largestError(Kernels::sin, Math::sin, -1e4, 1e4, false) < 6e-8);
        assertTrue(largestError(Kernels::cos, Math::cos, -1e4, 1e4, false) < 6e-8);
        assertTrue(largestError(Kernels::sqrt, Math::sqrt, 1e-3, 1e6, true) < 6e-8);
        assertTrue(largestError(Kernels::reciprocal, x -> 1 / x, 1e-3, 1e6, true) < 6e-8);
    }

    @Test
    void resultsMayReplaceOperands() {
        Kernel[] kernels = {this::exp, this::erf, this::sigmoid, Kernels::square, Kernels::tanh};
        for (Kernel kernel : kernels) {
            float[] in = {-2, -0.5f, 0, 0.5f, 2};
            float[] apart = of(kernel, in);
            kernel.run(in, in, in.length);
            assertArrayEquals(apart, in);
        }
    }

    @Test
    void stepsAndSigns() {
        float[] in = {-3, -1e-30f, -0f, 0, 1e-30f, 3};
        assertArrayEquals(new float[] {-1, -1, -0f, 0, 1, 1}, of(Kernels::sign, in));
        assertArrayEquals(new float[] {0, 0, 0, 0, 1, 1}, of(Kernels::step, in));
        assertArrayEquals(new float[] {0, 0, 0, 0, 1e-30f, 3}, of(Kernels::relu, in));
        assertArrayEquals(new float[] {0, 2, 2, -2, 1}, of(Kernels::round, 0.5f, 1.5f, 2.5f, -1.5f, 1.25f));
        assertArrayEquals(new float[] {Float.NaN, 1, -1}, of(Kernels::sign, ODD));
        assertArrayEquals(new float[] {Float.NaN, 1, 0}, of(Kernels::step, ODD));
        assertArrayEquals(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0}, of(Kernels::relu, ODD));
    }

    @Test
    void sumsAndMaximaOfAnyLengthAndStart() {
        Random random = new Random(1);
        for (int n = 0; n < 70; n++) {
            for (int from = 0; from < 3; from++) {
                float[] a = new float[n + 5];
                Arrays.fill(a, 1e6f);
                double sum = 0;
                float most = Float.NEGATIVE_INFINITY;
                for (int i = from; i < from + n; i++) {
                    a[i] = random.nextFloat() - 1;
                    sum += a[i];
                    most = Math.max(most, a[i]);
                }
                assertEquals(sum, Kernels.sum(a, from, n), n * 6e-8 * n);
                assertEquals(most, Kernels.max(a, from, n));
            }
        }
    }

    @Test
    void oneNanIsSeenWhereverItIs() {
        for (int n = 1; n < 20; n++) {
            for (int i = 0; i < n; i++) {
                float[] a = new float[n];
                a[i] = Float.NaN;
                assertTrue(Float.isNaN(Kernels.sum(a, 0, n)));
                assertTrue(Float.isNaN(Kernels.max(a, 0, n)));
            }
        }
    }
}
