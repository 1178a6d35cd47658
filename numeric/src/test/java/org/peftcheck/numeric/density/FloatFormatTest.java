package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.WeightMatrix;

class FloatFormatTest {

    /** Every number of a format of 16 bits, and the neighbourhood of the middle of every two that follow each other. */
    private static void roundsToNearestEven(FloatFormat format, IntToDoubleFunction value, int infinity) {
        DoubleUnaryOperator round = format::round;
        for (int bits = 0; bits < infinity; bits++) {
            double below = value.applyAsDouble(bits);
            assertEquals(below, round.applyAsDouble(below), 0.0);
            assertEquals(-below, round.applyAsDouble(-below), 0.0);
            boolean last = bits + 1 == infinity;
            double step = below - value.applyAsDouble(bits - (last ? 1 : 0));
            double above = last ? below + step : value.applyAsDouble(bits + 1);
            double up = last ? Double.POSITIVE_INFINITY : above;
            double middle = below + (above - below) / 2;
            assertEquals(bits % 2 == 0 ? below : up, round.applyAsDouble(middle), 0.0, "middle above " + below);
            assertEquals(below, round.applyAsDouble(Math.nextDown(middle)), 0.0);
            assertEquals(-up, round.applyAsDouble(-Math.nextUp(middle)), 0.0);
        }
    }

    @Test
    void everyNumberAndEveryTieOfTheFormatsOfSixteenBits() {
        roundsToNearestEven(FloatFormat.FP16, bits -> Dtype.decodeF16((short) bits), 0x7C00);
        roundsToNearestEven(FloatFormat.BF16, bits -> Dtype.decodeBf16((short) bits), 0x7F80);
    }

    @Test
    void singlePrecisionIsThatOfJava() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double scaled = Double.isFinite(value) ? Math.scalb(value, -Math.getExponent(value) - 155 + i % 290) : 1;
            assertEquals((float) scaled, FloatFormat.FP32.round(scaled), 0.0);
            assertEquals(scaled, FloatFormat.FP64.round(scaled), 0.0);
        }
        assertEquals(Float.POSITIVE_INFINITY, FloatFormat.FP32.round(Double.MAX_VALUE), 0.0);
        assertEquals(0, FloatFormat.BF16.round(Double.MIN_VALUE), 0.0);
    }

    @Test
    void columnsOfAWeight() {
        WeightMatrix weight = WeightMatrix.of("w", 2, 3, Dtype.F64, new double[] {1, 2, 1 + 0x1p-9, 4, 5, 65519.9});
        double[][] expected = {{1, 4}, {2, 5}, {1 + 0x1p-9, 65504}};
        assertArrayEquals(expected, FloatFormat.FP16.columns(weight));
        assertEquals(1, FloatFormat.BF16.columns(weight)[2][0]);
    }

    @Test
    void overflowIsRefusedWithItsPlace() {
        WeightMatrix weight = WeightMatrix.of("up", 2, 2, Dtype.F32, new double[] {1, 2, -65520, 4});
        assertEquals(
                "up: expected values that fp16 can hold, at most 65504.0, got -65520.0 at row 1, column 0 (from 0)",
                assertThrows(IllegalArgumentException.class, () -> FloatFormat.FP16.columns(weight))
                        .getMessage());
        assertEquals(-65536, FloatFormat.BF16.columns(weight)[0][1]);
    }

    @Test
    void names() {
        assertEquals(List.of(FloatFormat.BF16, FloatFormat.FP64), FloatFormat.parse(List.of("BF16", "fp64")));
        assertEquals(
                "precision: expected one of fp64, fp32, fp16, bf16, got `fp8`",
                assertThrows(IllegalArgumentException.class, () -> FloatFormat.parse("fp8"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> FloatFormat.parse(List.of()));
        assertEquals(
                "precision: expected names, each once, got [fp16, FP16]",
                assertThrows(IllegalArgumentException.class, () -> FloatFormat.parse(List.of("fp16", "FP16")))
                        .getMessage());
    }
}
