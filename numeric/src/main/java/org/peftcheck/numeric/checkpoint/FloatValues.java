package org.peftcheck.numeric.checkpoint;

import java.nio.ByteBuffer;

/**
 * Single-precision numbers, as they are held in memory. Whoever holds some treats them as immutable: they are not copied, since those of a
 * model are many.
 */
public sealed interface FloatValues {

    /** How many they are. */
    int count();

    /**
     * The numbers one by one: the array that holds them, or a new one where they are held in another form.
     *
     * @return as many numbers as {@link #count} says
     */
    float[] wide();

    /**
     * One of the numbers.
     *
     * @param index its place
     * @return the number
     */
    float get(int index);

    /**
     * Numbers that are held as they are.
     *
     * @param wide the numbers
     */
    record Single(float[] wide) implements FloatValues {
        @Override
        public int count() {
            return wide.length;
        }

        @Override
        public float get(int index) {
            return wide[index];
        }
    }

    /**
     * Numbers whose lower sixteen bits are all 0, of which the upper ones are held: half the bytes.
     *
     * @param bits the upper sixteen bits of each, the sign first
     */
    record Bf16(short[] bits) implements FloatValues {

        private static final int HALF = 16;
        private static final int EXPONENT = 0x7f80;
        private static final float GREATEST = Float.intBitsToFloat(0x7f7f0000);

        /**
         * Nearest values of bf16, of two the even one.
         *
         * @param values finite numbers
         * @throws ArithmeticException when one of them rounds to infinity
         */
        public static Bf16 nearest(float... values) {
            short[] bits = new short[values.length];
            for (int k = 0; k < bits.length; k++) {
                int raw = Float.floatToRawIntBits(values[k]);
                int odd = raw >>> HALF & 1;
                bits[k] = (short) (raw + 0x7fff + odd >>> HALF);
                if (isNotFinite(bits[k])) {
                    throw new ArithmeticException(
                            "expected a number that rounds to at most " + GREATEST + " in bf16, got " + values[k]);
                }
            }
            return new Bf16(bits);
        }

        /** The first {@code count} values of a buffer, in its byte order. */
        static Bf16 decoded(ByteBuffer bytes, int count) {
            short[] bits = new short[count];
            bytes.slice().order(bytes.order()).asShortBuffer().get(bits);
            return new Bf16(bits);
        }

        private static boolean isNotFinite(short bits) {
            return (bits & EXPONENT) == EXPONENT;
        }

        @Override
        public int count() {
            return bits.length;
        }

        @Override
        public float[] wide() {
            float[] wide = new float[bits.length];
            widen(0, wide, 0, wide.length);
            return wide;
        }

        @Override
        public float get(int index) {
            return Float.intBitsToFloat(bits[index] << HALF);
        }

        /**
         * Some of the numbers.
         *
         * @param from the first of them
         * @param to where they go
         * @param at the place of the first
         * @param count how many
         */
        public void widen(int from, float[] to, int at, int count) {
            for (int k = 0; k < count; k++) {
                to[at + k] = Float.intBitsToFloat(bits[from + k] << HALF);
            }
        }
    }
}
