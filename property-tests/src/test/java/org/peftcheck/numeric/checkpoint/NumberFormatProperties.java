package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The sixteen-bit formats, over all of their 65,536 patterns. */
class NumberFormatProperties {
    private static final int SIGN = 0x8000;

    @Property(tries = 65536, generation = GenerationMode.EXHAUSTIVE)
    void binary16IsWhatItsDefinitionSays(@ForAll @IntRange(max = 0xffff) int bits) {
        assertEquals(NumberFormat.F16.value(bits), Dtype.decodeF16((short) bits));
    }

    @Property(tries = 65536, generation = GenerationMode.EXHAUSTIVE)
    void bfloat16IsWhatItsDefinitionSays(@ForAll @IntRange(max = 0xffff) int bits) {
        assertEquals(NumberFormat.BF16.value(bits), Dtype.decodeBf16((short) bits));
    }

    /** From 0 up to infinity, the next pattern is the next larger number; the sign bit turns its sign. */
    @Property(tries = 32768, generation = GenerationMode.EXHAUSTIVE)
    void thePatternsAreInTheOrderOfTheirValues(@ForAll @IntRange(min = 1, max = 0x7fff) int bits) {
        if (bits <= 0x7c00) {
            assertTrue(Dtype.decodeF16((short) (bits - 1)) < Dtype.decodeF16((short) bits));
        }
        if (bits <= 0x7f80) {
            assertTrue(Dtype.decodeBf16((short) (bits - 1)) < Dtype.decodeBf16((short) bits));
        }
        assertEquals(-Dtype.decodeF16((short) bits), Dtype.decodeF16((short) (bits | SIGN)));
        assertEquals(-Dtype.decodeBf16((short) bits), Dtype.decodeBf16((short) (bits | SIGN)));
    }
}
