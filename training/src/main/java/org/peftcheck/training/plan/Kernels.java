package org.peftcheck.training.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Loops over arrays that stay in the cache, written so that the compiler turns them into vector instructions: plain indices, no
 * branches, no calls.
 */
final class Kernels {

    private static final float LOG2_E = 1.4426950408889634f;
    private static final float LN2_HIGH = 0.693145751953125f;
    private static final float LN2_LOW = 1.4286068203094173e-6f;

    /** 1.5 · 2²³: a number to which a smaller one is added is rounded to a whole number, which is in its last bits. */
    private static final float ROUNDER = 12582912f;

    private static final int EXPONENT = 23;
    private static final int ONE = 0x3F800000;

    private Kernels() {}

    static void add(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    static void subtract(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    static void multiply(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i];
        }
    }

    static void divide(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / b[i];
        }
    }

    static void scale(float factor, float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = factor * a[i];
        }
    }

    static void shift(float summand, float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = summand + a[i];
        }
    }

    static void square(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * a[i];
        }
    }

    static void sqrt(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.sqrt(a[i]);
        }
    }

    static void reciprocal(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = 1 / a[i];
        }
    }

    static void relu(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(0f, a[i]);
        }
    }

    static void abs(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(a[i]);
        }
    }

    /** The sign of what is far from 0; values below 1e-30 in size give less than 1. */
    static void sign(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(-1f, Math.min(1f, 1e30f * a[i]));
        }
    }

    /** 1 for what is above 0; values below 1e-30 give less. */
    static void step(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(0f, Math.min(1f, 1e30f * a[i]));
        }
    }

    static void round(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.rint(a[i]);
        }
    }

    static void log(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.log(a[i]);
        }
    }

    static void tanh(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.tanh(a[i]);
        }
    }

    static void sin(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.sin(a[i]);
        }
    }

    static void cos(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.cos(a[i]);
        }
    }

    static float sum(float[] a, int from, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int end = from + n;
        int i = from;
        for (; i + 7 < end; i += 8) {
            s0 += a[i] + a[i + 4];
            s1 += a[i + 1] + a[i + 5];
            s2 += a[i + 2] + a[i + 6];
            s3 += a[i + 3] + a[i + 7];
        }
        for (; i < end; i++) {
            s0 += a[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    static float max(float[] a, int from, int n) {
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        int end = from + n;
        int i = from;
        for (; i + 3 < end; i += 4) {
            m0 = Math.max(m0, Math.max(a[i], a[i + 2]));
            m1 = Math.max(m1, Math.max(a[i + 1], a[i + 3]));
        }
        for (; i < end; i++) {
            m0 = Math.max(m0, a[i]);
        }
        return Math.max(m0, m1);
    }

    /** Room for {@link #exp}: the same bits as numbers and as whole numbers. */
    static final class Bits {
        private final FloatBuffer floats;
        private final IntBuffer ints;
        private final int[] whole;
        private final float[] rounded;
        private final float[] work;

        Bits(int capacity) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(4 * capacity).order(ByteOrder.nativeOrder());
            floats = bytes.asFloatBuffer();
            ints = bytes.asIntBuffer();
            whole = new int[capacity];
            rounded = new float[capacity];
            work = new float[capacity];
        }
    }

    /**
     * exp(x) to about an ulp for x in [−87, 88], to which smaller and larger x are taken: 2ⁿ · exp(f) with |f| ≤ ln 2 / 2, where the
     * bits of 2ⁿ are made of whole numbers.
     */
    static void exp(float[] a, float[] out, int n, Bits bits) {
        float[] rounded = bits.rounded;
        float[] work = bits.work;
        for (int i = 0; i < n; i++) {
            work[i] = Math.max(-87f, Math.min(88f, a[i]));
        }
        for (int i = 0; i < n; i++) {
            rounded[i] = work[i] * LOG2_E + ROUNDER;
        }
        bits.floats.put(0, rounded, 0, n);
        bits.ints.get(0, bits.whole, 0, n);
        int[] whole = bits.whole;
        for (int i = 0; i < n; i++) {
            whole[i] = (whole[i] << EXPONENT) + ONE;
        }
        for (int i = 0; i < n; i++) {
            float turns = rounded[i] - ROUNDER;
            float f = work[i] - turns * LN2_HIGH - turns * LN2_LOW;
            float p = 1f / 720 + f * (1f / 5040);
            p = 1f / 120 + f * p;
            p = 1f / 24 + f * p;
            p = 1f / 6 + f * p;
            p = 0.5f + f * p;
            work[i] = 1 + f * (1 + f * p);
        }
        bits.ints.put(0, whole, 0, n);
        bits.floats.get(0, rounded, 0, n);
        for (int i = 0; i < n; i++) {
            out[i] = work[i] * rounded[i];
        }
    }

    /**
     * The error function to 2e-7: sign(x)(1 − t(a1 + t(a2 + …)) exp(−x²)) with t = 1/(1 + p|x|) (Abramowitz and Stegun 1964, 7.1.26).
     *
     * @param tail exp(−a²)
     */
    static void erf(float[] a, float[] tail, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float t = 1 / (1 + 0.3275911f * Math.abs(a[i]));
            float p = -1.453152027f + t * 1.061405429f;
            p = 1.421413741f + t * p;
            p = -0.284496736f + t * p;
            p = 0.254829592f + t * p;
            float sign = Math.max(-1f, Math.min(1f, 1e30f * a[i]));
            out[i] = sign * (1 - t * p * tail[i]);
        }
    }

    static void sigmoid(float[] a, float[] out, int n, Bits bits) {
        scale(-1, a, out, n);
        exp(out, out, n, bits);
        for (int i = 0; i < n; i++) {
            out[i] = 1 / (1 + out[i]);
        }
    }
}
