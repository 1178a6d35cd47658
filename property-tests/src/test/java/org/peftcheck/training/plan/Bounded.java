package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Entries in double precision, row after row, each with a bound on what single precision may make of it; infinite where nothing is
 * known.
 *
 * @param shape the dimensions
 * @param values the entries
 * @param errors the bounds
 */
record Bounded(int[] shape, double[] values, double[] errors) {

    /** Four half units in the last place: more than any single operation loses. */
    static final double ROUNDING = 0x1p-22;

    /** What each of many terms loses. */
    static final double OF_TERM = 0x1p-24;

    /** What is lost below the smallest normal number. */
    static final double TINY = 0x1p-126;

    static Bounded exact(int[] shape, double... values) {
        return new Bounded(shape, values, new double[values.length]);
    }

    static Bounded empty(int... shape) {
        int count = count(shape);
        return new Bounded(shape, new double[count], new double[count]);
    }

    static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    int count() {
        return values.length;
    }

    int width() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    void set(int index, double value, double error) {
        boolean known = Math.abs(value) < 1e30 && error < 1e30;
        values[index] = known ? value : Double.NaN;
        errors[index] = known ? error + ROUNDING * Math.abs(value) + TINY : Double.POSITIVE_INFINITY;
    }

    /** The entries that others name, under other dimensions. */
    Bounded picked(int[] target, IntUnaryOperator index) {
        Bounded result = empty(target);
        for (int i = 0; i < result.count(); i++) {
            int from = index.applyAsInt(i);
            result.values[i] = values[from];
            result.errors[i] = errors[from];
        }
        return result;
    }

    /** A function with a bound on its slope. */
    Bounded map(DoubleUnaryOperator function, double slope, double error) {
        Bounded result = empty(shape);
        for (int i = 0; i < count(); i++) {
            result.set(i, function.applyAsDouble(values[i]), slope * errors[i] + error);
        }
        return result;
    }

    /** A monotone function: the error is what it makes of the ends. */
    Bounded monotone(DoubleUnaryOperator function, double relative) {
        Bounded result = empty(shape);
        for (int i = 0; i < count(); i++) {
            double value = Double.isNaN(values[i]) ? Double.NaN : function.applyAsDouble(values[i]);
            double low = function.applyAsDouble(values[i] - errors[i]);
            double high = function.applyAsDouble(values[i] + errors[i]);
            double error = Math.max(Math.abs(low - value), Math.abs(high - value));
            result.set(i, value, error + relative * (Math.abs(value) + error));
        }
        return result;
    }

    /** The share of entries of which something useful is known. */
    double knownShare() {
        int known = 0;
        for (int i = 0; i < count(); i++) {
            known += errors[i] <= 1e-2 * (1 + Math.abs(values[i])) ? 1 : 0;
        }
        return count() == 0 ? 1 : (double) known / count();
    }
}
