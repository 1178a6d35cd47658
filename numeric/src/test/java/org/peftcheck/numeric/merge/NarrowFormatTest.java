package org.peftcheck.numeric.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.checkpoint.Dtype;

class NarrowFormatTest {

    /** The non-negative finite values in the order of their bit patterns, as the reader of weights decodes them. */
    private static double[] values(NarrowFormat format) {
        return IntStream.range(0, 0x8000)
                .mapToDouble(bits ->
                        format == NarrowFormat.F16 ? Dtype.decodeF16((short) bits) : Dtype.decodeBf16((short) bits))
                .filter(Double::isFinite)
                .toArray();
    }

    /** The number of places where rounding is wrong: at each value, at each midpoint of neighbours, and next to it on both sides. */
    private static long mistakes(NarrowFormat format, DoubleUnaryOperator rounding) {
        double[] values = values(format);
        long mistakes = 0;
        for (int bits = 0; bits + 1 < values.length; bits++) {
            double low = values[bits];
            double high = values[bits + 1];
            double middle = (low + high) / 2;
            double even = bits % 2 == 0 ? low : high;
            mistakes += differs(rounding, low, low)
                    + differs(rounding, middle, even)
                    + differs(rounding, Math.nextDown(middle), low)
                    + differs(rounding, Math.nextUp(middle), high);
        }
        return mistakes;
    }

    private static int differs(DoubleUnaryOperator rounding, double x, double expected) {
        return (rounding.applyAsDouble(x) == expected ? 0 : 1) + (rounding.applyAsDouble(-x) == -expected ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = NarrowFormat.class,
            names = {"F16", "BF16"})
    void everyValueAndEveryTieIsRoundedToEven(NarrowFormat format) {
        assertEquals(0, mistakes(format, format::round));
        double[] values = values(format);
        assertEquals(values[values.length - 1], format.greatest());
        assertEquals(values[1], format.least());
    }

    @Test
    void aTruncationAndATieAwayFromZeroAreFound() {
        DoubleUnaryOperator truncated = x -> {
            double spacing = NarrowFormat.F16.spacing(x);
            return spacing * (long) (x / spacing);
        };
        DoubleUnaryOperator away = x -> {
            double spacing = NarrowFormat.F16.spacing(x);
            return Math.copySign(spacing * Math.floor(Math.abs(x) / spacing + 0.5), x);
        };
        assertTrue(mistakes(NarrowFormat.F16, truncated) > 30000);
        assertTrue(mistakes(NarrowFormat.F16, away) > 30000);
    }

    @Test
    void singlePrecisionIsTheCastOfTheLanguage() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200_000; i++) {
            double x = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-160, 127));
            assertEquals((float) x, NarrowFormat.F32.round(x));
        }
        assertEquals(Float.MAX_VALUE, NarrowFormat.F32.greatest());
        assertEquals(Float.MIN_VALUE, NarrowFormat.F32.least());
    }

    private static String overflow(Runnable action) {
        return assertThrows(ArithmeticException.class, action::run).getMessage();
    }

    @Test
    void whatRoundsToInfinityIsRefused() {
        assertEquals(65504, NarrowFormat.F16.round(Math.nextDown(65520)));
        assertEquals(
                "expected a number that rounds to at most 65504.0 in f16, got 65520.0",
                overflow(() -> NarrowFormat.F16.round(65520)));
        assertEquals(
                "expected a number that rounds to at most 65504.0 in f16, got -70000.0",
                overflow(() -> NarrowFormat.F16.round(-70000)));
        assertEquals(
                "expected a sum that rounds to at most 3.3895313892515355E38 in bf16, got 1.7976931348623157E308 +"
                        + " 1.7976931348623157E308",
                overflow(() -> NarrowFormat.BF16.roundSum(Double.MAX_VALUE, Double.MAX_VALUE)));
    }

    @Test
    void aSumIsRoundedOnce() {
        double tie = 1 + 0x1p-11;
        assertEquals(1, NarrowFormat.F16.roundSum(tie, 0));
        assertEquals(1 + 0x1p-10, NarrowFormat.F16.roundSum(tie, 0x1p-100));
        assertEquals(1, NarrowFormat.F16.roundSum(tie, -0x1p-100));
        assertEquals(
                1, NarrowFormat.F16.round(tie + 0x1p-100), "the sum in double precision forgets the small summand");
        assertEquals(-(1 + 0x1p-10), NarrowFormat.F16.roundSum(-0x1p-100, -tie));
    }

    @Test
    void subnormalNumbersHaveOneSpacing() {
        assertEquals(0x1p-24, NarrowFormat.F16.spacing(0x1p-30));
        assertEquals(0, NarrowFormat.F16.round(0x1p-25));
        assertEquals(0x1p-24, NarrowFormat.F16.round(Math.nextUp(0x1p-25)));
        assertEquals(0x1p-23, NarrowFormat.F16.round(3 * 0x1p-25));
        assertEquals(0, NarrowFormat.BF16.roundSum(Double.MIN_VALUE, Double.MIN_VALUE));
        assertEquals(0x1p-133, NarrowFormat.BF16.roundSum(0x1p-134, Double.MIN_VALUE));
        assertEquals(
                "[f16, bf16, f32]",
                Arrays.toString(Arrays.stream(NarrowFormat.values())
                        .map(NarrowFormat::id)
                        .toArray()));
    }
}
