package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtypeTest {

    @ParameterizedTest
    @CsvSource({
        "0000, 0x0p0",
        "8000, -0x0p0",
        "0001, 0x1p-24",
        "8001, -0x1p-24",
        "0200, 0x1p-15",
        "03ff, 0x1.ff8p-15",
        "0400, 0x1p-14",
        "3555, 0x1.554p-2",
        "3bff, 0x1.ffcp-1",
        "3c00, 0x1p0",
        "3c01, 0x1.004p0",
        "c000, -0x1p1",
        "7bff, 65504.0",
        "fbff, -65504.0",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7c01, NaN",
        "7e00, NaN",
        "ffff, NaN"
    })
    void binary16(String bits, String value) {
        assertSame(Double.parseDouble(value), Dtype.decodeF16((short) Integer.parseInt(bits, 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 0x0p0",
        "8000, -0x0p0",
        "0001, 0x1p-133",
        "8001, -0x1p-133",
        "007f, 0x1.fcp-127",
        "0080, 0x1p-126",
        "3eab, 0x1.56p-2",
        "3f80, 0x1p0",
        "3f81, 0x1.02p0",
        "c000, -0x1p1",
        "4049, 3.140625",
        "7f7f, 0x1.fep127",
        "ff7f, -0x1.fep127",
        "7f80, Infinity",
        "ff80, -Infinity",
        "7f81, NaN",
        "ffff, NaN"
    })
    void bfloat16(String bits, String value) {
        assertSame(Double.parseDouble(value), Dtype.decodeBf16((short) Integer.parseInt(bits, 16)));
    }

    @Test
    void everyFormatIsDecodedInTheByteOrderOfTheBuffer() {
        ByteBuffer little = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(
                new double[] {0.1},
                Dtype.F64.decodeAll(
                        little.duplicate().order(ByteOrder.LITTLE_ENDIAN).putDouble(0, 0.1), 1));
        little.putFloat(0, 0.1f).putFloat(4, -3e-45f);
        assertArrayEquals(new double[] {0.1f, -3e-45f}, Dtype.F32.decodeAll(little, 2));
        little.putLong(0, 0xfc00_0001_8000_3c00L);
        assertArrayEquals(new double[] {1, -0.0, 0x1p-24, Double.NEGATIVE_INFINITY}, Dtype.F16.decodeAll(little, 4));
        little.putLong(0, 0xff80_0001_8000_3f80L);
        assertArrayEquals(new double[] {1, -0.0, 0x1p-133, Double.NEGATIVE_INFINITY}, Dtype.BF16.decodeAll(little, 4));
        assertEquals(0x1p-24, Dtype.F16.decode(ByteBuffer.wrap(new byte[] {0, 1}), 0));
    }

    @Test
    void byteWidths() {
        assertEquals(8, Dtype.F64.byteWidth());
        assertEquals(4, Dtype.F32.byteWidth());
        assertEquals(2, Dtype.F16.byteWidth());
        assertEquals(2, Dtype.BF16.byteWidth());
    }

    private static void assertSame(double expected, double actual) {
        assertTrue(
                Double.isNaN(expected) ? Double.isNaN(actual) : bits(expected) == bits(actual),
                () -> "expected " + expected + ", got " + actual);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
