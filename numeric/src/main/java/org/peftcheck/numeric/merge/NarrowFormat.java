package org.peftcheck.numeric.merge;

import java.util.Locale;

/** A binary floating-point format in which weights are stored, with rounding to the nearest value, ties to even. */
public enum NarrowFormat {
    /** IEEE 754 binary16: 11 significant bits, largest value 65504. */
    F16(11, -14, 15),
    /** The upper half of a binary32: 8 significant bits, the range of binary32. */
    BF16(8, -126, 127),
    /** IEEE 754 binary32: 24 significant bits. */
    F32(24, -126, 127);

    private final int precision;
    private final int leastExponent;
    private final int greatestExponent;

    NarrowFormat(int precision, int leastExponent, int greatestExponent) {
        this.precision = precision;
        this.leastExponent = leastExponent;
        this.greatestExponent = greatestExponent;
    }

    /** The name by which commands and reports call the format, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The significant bits of a normal number, the hidden one included. */
    public int precision() {
        return precision;
    }

    /** The largest finite value. */
    public double greatest() {
        return Math.scalb(2 - Math.scalb(1.0, 1 - precision), greatestExponent);
    }

    /** The smallest positive value, a subnormal number. */
    public double least() {
        return Math.scalb(1.0, leastExponent - precision + 1);
    }

    /**
     * The distance of neighbouring values around a number: that of the binade of the number, or that of the subnormal numbers. A number
     * within range is rounded by half of it at most.
     *
     * @param value a finite number
     * @return the distance, a power of two
     */
    public double spacing(double value) {
        return Math.scalb(1.0, exponentOfSpacing(value));
    }

    private int exponentOfSpacing(double value) {
        return Math.max(Math.getExponent(value), leastExponent) - precision + 1;
    }

    /**
     * The nearest value of the format, the even one of two.
     *
     * @param value a finite number
     * @return the rounded number
     * @throws ArithmeticException if it rounds to infinity
     */
    public double round(double value) {
        int exponent = exponentOfSpacing(value);
        double rounded = Math.scalb(Math.rint(Math.scalb(value, -exponent)), exponent);
        if (!(Math.abs(rounded) <= greatest())) {
            throw new ArithmeticException(
                    "expected a number that rounds to at most " + greatest() + " in " + id() + ", got " + value);
        }
        return rounded;
    }

    /**
     * The nearest value of the format to an exact sum, which is rounded once.
     *
     * <p>The sum is first rounded to odd in double precision: where it is inexact, the last bit is made 1. As a double has two bits more
     * than the format, rounding that again is rounding the exact sum (Boldo and Melquiond, 2008).
     *
     * @param a a finite number
     * @param b a finite number
     * @return the rounded sum
     * @throws ArithmeticException if it rounds to infinity
     */
    public double roundSum(double a, double b) {
        double sum = a + b;
        if (!Double.isFinite(sum)) {
            throw new ArithmeticException(
                    "expected a sum that rounds to at most " + greatest() + " in " + id() + ", got " + a + " + " + b);
        }
        double bVirtual = sum - a;
        double error = (a - (sum - bVirtual)) + (b - bVirtual);
        boolean isOdd = (Double.doubleToRawLongBits(sum) & 1) != 0;
        if (error == 0 || isOdd) {
            return round(sum);
        }
        return round(error > 0 ? Math.nextUp(sum) : Math.nextDown(sum));
    }
}
