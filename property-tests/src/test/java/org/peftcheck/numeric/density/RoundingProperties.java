package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundingProperties {

    private static final double LARGEST_HALF = 65504;

    @Provide
    Arbitrary<Double> numbers() {
        Arbitrary<Double> anywhere = Combinators.combine(
                        Arbitraries.doubles().between(1, 2),
                        Arbitraries.integers().between(-160, 14))
                .as((mantissa, exponent) -> Math.scalb(mantissa, exponent));
        Arbitrary<Double> ties = Combinators.combine(
                        Arbitraries.longs().between(0, 1 << 13),
                        Arbitraries.integers().between(-136, 2))
                .as((mantissa, exponent) -> Math.scalb((double) mantissa, exponent));
        return Combinators.combine(Arbitraries.oneOf(anywhere, ties), Arbitraries.of(1, -1))
                .as((size, sign) -> sign * size);
    }

    @Property(tries = 5000, seed = "831")
    void aRoundedNumberIsKeptAndSymmetric(@ForAll("numbers") double x, @ForAll FloatFormat format) {
        double rounded = format.round(x);
        assertEquals(rounded, format.round(rounded));
        assertEquals(-rounded, format.round(-x));
    }

    @Property(tries = 5000, seed = "832", edgeCases = EdgeCasesMode.NONE)
    void roundingIsMonotonic(@ForAll("numbers") double x, @ForAll("numbers") double y, @ForAll FloatFormat format) {
        assertTrue(format.round(Math.min(x, y)) <= format.round(Math.max(x, y)));
    }

    /** Nothing of the format is nearer: any other number of it, such as a rounded neighbour, is at least as far. */
    @Property(tries = 5000, seed = "833", edgeCases = EdgeCasesMode.NONE)
    void noNumberOfTheFormatIsNearer(
            @ForAll("numbers") double x, @ForAll("numbers") double y, @ForAll FloatFormat format) {
        double near = x + (y - x) * 0x1p-9;
        double rounded = format.round(x);
        for (double other : new double[] {format.round(y), format.round(near), format.round(2 * x - rounded)}) {
            assertTrue(Math.abs(x - rounded) <= Math.abs(x - other) || Math.abs(other) > LARGEST_HALF);
        }
    }

    @Property(tries = 5000, seed = "834")
    void wideFormatsHoldWhatNarrowOnesHold(@ForAll("numbers") double x) {
        assertEquals((float) x, FloatFormat.FP32.round(x));
        double brain = FloatFormat.BF16.round(x);
        assertEquals(brain, (float) brain);
        double half = FloatFormat.FP16.round(x);
        assertEquals(half, (float) half);
        assertEquals(0, Float.floatToIntBits((float) brain) & 0xFFFF);
    }
}
