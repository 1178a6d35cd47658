package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.merge.NarrowFormat;

/** Rounding to bf16 in bits against the rounding of the exact value, which shares nothing with it. */
class FloatValuesTest {

    @TempDir
    private Path folder;

    private static float nearest(float value) {
        return FloatValues.Bf16.nearest(value).get(0);
    }

    private static void assertNearest(int bits) {
        float value = Float.intBitsToFloat(bits);
        double expected;
        try {
            expected = NarrowFormat.BF16.round(value);
        } catch (ArithmeticException tooLarge) {
            assertThrows(ArithmeticException.class, () -> nearest(value), () -> "" + value);
            return;
        }
        assertEquals(
                Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(nearest(value)), () -> "" + value);
    }

    /** All values of the upper half with what is below, at and above a tie: both signs, zeros, subnormal numbers, the largest. */
    @Test
    void everyValueAndItsTies() {
        for (int upper = 0; upper < 1 << 16; upper++) {
            if ((upper & 0x7f80) != 0x7f80) {
                for (int lower : new int[] {0, 1, 0x7fff, 0x8000, 0x8001, 0xffff}) {
                    assertNearest(upper << 16 | lower);
                }
            }
        }
    }

    @Test
    void randomBits() {
        Random random = new Random(3);
        for (int k = 0; k < 200_000; k++) {
            int bits = random.nextInt();
            if (Float.isFinite(Float.intBitsToFloat(bits))) {
                assertNearest(bits);
            }
        }
    }

    /** The upper half alone is another number about every second time: the comparison above tells rounding from cutting off. */
    @Test
    void cuttingOffIsNotRounding() {
        Random random = new Random(3);
        int other = 0;
        for (int k = 0; k < 1000; k++) {
            float value = random.nextFloat() - 0.5f;
            float cut = Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
            other += cut == (float) NarrowFormat.BF16.round(value) ? 0 : 1;
        }
        assertTrue(other > 400 && other < 600, other + " of 1000");
    }

    @Test
    void aNumberThatIsTooLargeIsRefused() {
        ArithmeticException e = assertThrows(ArithmeticException.class, () -> nearest(-Float.MAX_VALUE));
        assertEquals(
                "expected a number that rounds to at most 3.3895314E38 in bf16, got -3.4028235E38", e.getMessage());
    }

    @Test
    void numbersAreWidenedFromAnyPlace() {
        FloatValues.Bf16 values = FloatValues.Bf16.nearest(1, -2, 0.5f, 3);
        float[] to = {9, 9, 9, 9};
        values.widen(1, to, 2, 2);
        assertArrayEquals(new float[] {9, 9, -2, 0.5f}, to);
        assertArrayEquals(new float[] {1, -2, 0.5f, 3}, values.wide());
        assertEquals(4, values.count());
    }

    /** A file's bf16 stays so, all else becomes floats. */
    @Test
    void filesKeepTheirFormat() {
        Path file = folder.resolve("a.safetensors");
        SafetensorsFile.write(
                file,
                List.of(
                        Tensor.vector("brain", Dtype.BF16, 3, -0x1p-130, 0x1p100),
                        Tensor.vector("half", Dtype.F16, 3, 1, -0.5),
                        Tensor.vector("single", Dtype.F32, 3, 1, 2)));
        for (StoredFloats tensor : StoredTensors.safetensors(file)) {
            assertEquals(tensor.name().equals("brain"), tensor.data() instanceof FloatValues.Bf16, tensor.name());
        }
        StoredFloats brain = StoredTensors.safetensors(file).stream()
                .filter(tensor -> tensor.name().equals("brain"))
                .findFirst()
                .orElseThrow();
        assertArrayEquals(new float[] {3, -0x1p-130f, 0x1p100f}, brain.values());
    }
}
