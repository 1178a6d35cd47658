package org.peftcheck.numeric.checkpoint;

import java.nio.ByteBuffer;

/**
 * The number formats in which a weight may be stored. Each value of each of them is exactly a double. The names are those
 * of the safetensors format.
 */
public enum Dtype {
    /** IEEE 754 binary64. */
    F64(8) {
        @Override
        double decode(ByteBuffer bytes, int at) {
            return bytes.getDouble(at);
        }

        @Override
        void encode(ByteBuffer bytes, double value) {
            bytes.putDouble(value);
        }
    },
    /** IEEE 754 binary32. */
    F32(4) {
        @Override
        double decode(ByteBuffer bytes, int at) {
            return bytes.getFloat(at);
        }

        @Override
        void encode(ByteBuffer bytes, double value) {
            bytes.putFloat((float) value);
        }
    },
    /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
    F16(2) {
        @Override
        double decode(ByteBuffer bytes, int at) {
            return decodeF16(bytes.getShort(at));
        }

        @Override
        void encode(ByteBuffer bytes, double value) {
            bytes.putShort(encodeF16(value));
        }
    },
    /** The upper half of a binary32: 1 sign, 8 exponent and 7 fraction bits. */
    BF16(2) {
        @Override
        double decode(ByteBuffer bytes, int at) {
            return decodeBf16(bytes.getShort(at));
        }

        @Override
        void encode(ByteBuffer bytes, double value) {
            bytes.putShort((short) (Float.floatToRawIntBits((float) value) >>> 16));
        }
    };

    private final int byteWidth;

    Dtype(int byteWidth) {
        this.byteWidth = byteWidth;
    }

    /** Bytes that a value takes in a file. */
    public int byteWidth() {
        return byteWidth;
    }

    /** The value at byte {@code at} of the buffer, in the buffer's byte order. */
    abstract double decode(ByteBuffer bytes, int at);

    /** Puts a finite value that is one of the format's at the position of the buffer, in the buffer's byte order. */
    abstract void encode(ByteBuffer bytes, double value);

    /**
     * Whether a finite number is a value of the format, so that a file can hold it without rounding.
     *
     * @param value a finite number
     */
    public final boolean holds(double value) {
        ByteBuffer bytes = ByteBuffer.allocate(byteWidth);
        encode(bytes, value);
        return Double.doubleToRawLongBits(decode(bytes, 0)) == Double.doubleToRawLongBits(value);
    }

    private static short encodeF16(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        int exponent = Math.max(Math.getExponent(magnitude), -14);
        if (exponent > 15) {
            return (short) (sign | 0x7c00);
        }
        int significand = (int) Math.scalb(magnitude, 10 - exponent);
        int biased = significand < 0x400 ? 0 : exponent + 15;
        return (short) (sign | biased << 10 | significand & 0x3ff);
    }

    /** The first {@code count} values of the buffer, in the buffer's byte order. */
    final double[] decodeAll(ByteBuffer bytes, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = decode(bytes, k * byteWidth);
        }
        return values;
    }

    /**
     * The first {@code count} values of the buffer, in the buffer's byte order, as single-precision numbers; exact but for {@link #F64},
     * whose values are rounded.
     */
    final float[] decodeFloats(ByteBuffer bytes, int count) {
        float[] values = new float[count];
        if (this == F32) {
            bytes.slice().order(bytes.order()).asFloatBuffer().get(values);
            return values;
        }
        for (int k = 0; k < count; k++) {
            values[k] = (float) decode(bytes, k * byteWidth);
        }
        return values;
    }

    /**
     * The value of a binary16 bit pattern.
     *
     * @param bits the sixteen bits, sign first
     * @return the value, exactly; infinities and signed zeros as such, any NaN as NaN
     */
    public static double decodeF16(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb((double) (0x400 | fraction), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /**
     * The value of a bfloat16 bit pattern.
     *
     * @param bits the sixteen bits, sign first
     * @return the value, exactly; infinities and signed zeros as such, any NaN as NaN
     */
    public static double decodeBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
