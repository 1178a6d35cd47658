package org.peftcheck.numeric.density;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.peftcheck.numeric.checkpoint.WeightMatrix;

/** A floating-point format in which weights are stored. Each of its numbers is exactly a double. */
public enum FloatFormat {
    /** IEEE 754 binary64: rounds nothing here. */
    FP64(64, 53, -1074, Double.MAX_VALUE),
    /** IEEE 754 binary32. */
    FP32(32, 24, -149, Float.MAX_VALUE),
    /** IEEE 754 binary16. */
    FP16(16, 11, -24, 65504),
    /** The upper half of a binary32. */
    BF16(16, 8, -133, 0x1.FEp127);

    private final int bits;
    private final int precision;
    private final int leastExponent;
    private final double largest;

    FloatFormat(int bits, int precision, int leastExponent, double largest) {
        this.bits = bits;
        this.precision = precision;
        this.leastExponent = leastExponent;
        this.largest = largest;
    }

    /** The bits of a number: the format has at most 2^bits of them. */
    public int bits() {
        return bits;
    }

    /** The name in lower case, such as {@code bf16}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a name.
     *
     * @param name such as {@code fp16}, in any case
     * @throws IllegalArgumentException if there is none
     */
    public static FloatFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("precision: expected one of "
                        + Arrays.stream(values()).map(FloatFormat::label).collect(Collectors.joining(", "))
                        + ", got `" + name + "`"));
    }

    /**
     * The formats of a list of names, in its order.
     *
     * @param names at least one
     * @throws IllegalArgumentException if there is none, one is unknown, or one comes twice
     */
    public static List<FloatFormat> parse(List<String> names) {
        List<FloatFormat> formats = names.stream().map(FloatFormat::parse).toList();
        if (formats.isEmpty() || formats.stream().distinct().count() < formats.size()) {
            throw new IllegalArgumentException("precision: expected names, each once, got " + names);
        }
        return formats;
    }

    /**
     * The number of this format that is nearest; of two, the one whose last bit is 0.
     *
     * @param value a finite number
     * @return a number of this format, subnormal ones included; infinite where the rounded value is above the largest
     */
    public double round(double value) {
        if (this == FP64 || value == 0) {
            return value;
        }
        int unit = Math.max(Math.getExponent(value) - precision + 1, leastExponent);
        double rounded = Math.scalb(Math.rint(Math.scalb(value, -unit)), unit);
        return Math.abs(rounded) > largest ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }

    /**
     * A weight rounded to this format, column after column.
     *
     * @param weight W ∈ R^(d_out × d_in)
     * @return d_in arrays of d_out values
     * @throws IllegalArgumentException if a value overflows; the message names its layer, row and column
     */
    public double[][] columns(WeightMatrix weight) {
        double[][] columns = new double[weight.dIn()][weight.dOut()];
        for (int i = 0; i < weight.dOut(); i++) {
            for (int j = 0; j < weight.dIn(); j++) {
                double rounded = round(weight.at(i, j));
                if (Double.isInfinite(rounded)) {
                    throw new IllegalArgumentException(weight.name() + ": expected values that " + label()
                            + " can hold, at most " + largest + ", got " + weight.at(i, j) + " at row " + i
                            + ", column " + j + " (from 0)");
                }
                columns[j][i] = rounded;
            }
        }
        return columns;
    }
}
