package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("a.safetensors");
        Tensor small = Tensor.matrix("b", Dtype.F16, new double[][] {{1, -2}});
        Tensor wide = Tensor.vector("c", Dtype.F32, 0.5);
        SafetensorsFile.write(file, List.of(small, wide));
        byte[] bytes = Files.readAllBytes(file);
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"c\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[4,8]}}";
        int padded = (header.length() + 7) / 8 * 8;
        assertEquals(padded, bytes[0] & 0xff);
        assertEquals(header, new String(bytes, 8, padded, StandardCharsets.UTF_8).strip());
        byte[] data = {0, 0, 0, 0x3f, 0, 0x3c, 0, (byte) 0xc0};
        assertEquals(
                ByteBuffer.wrap(data), ByteBuffer.wrap(bytes, 8 + padded, 8).slice());
        assertEquals(8 + padded + 8, bytes.length);
        assertEquals(List.of(wide, small), SafetensorsFile.read(file));
    }

    @Test
    void everyPatternOfSixteenBitsIsWrittenAsItWasRead() {
        for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
            ByteBuffer bytes = ByteBuffer.allocate(2);
            for (int pattern = 0; pattern < 1 << 16; pattern++) {
                bytes.clear();
                bytes.putShort((short) pattern);
                double value = dtype.decode(bytes, 0);
                if (Double.isFinite(value)) {
                    bytes.clear();
                    dtype.encode(bytes, value);
                    assertEquals((short) pattern, bytes.getShort(0));
                    assertTrue(dtype.holds(value));
                    assertFalse(dtype.holds(Math.nextUp(value)));
                }
            }
        }
    }

    @Test
    void whatTheFormatDoesNotHoldIsRefused() {
        assertEquals(
                "tensor 'a': expected finite values of BF16, got 1.001 at 0 (from 0)",
                assertThrows(IllegalArgumentException.class, () -> Tensor.vector("a", Dtype.BF16, 1.001))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Tensor.vector("a", Dtype.F16, 65520));
        assertThrows(IllegalArgumentException.class, () -> Tensor.vector("a", Dtype.F64, Double.NaN));
        Tensor.Head head = new Tensor.Head("a", Dtype.F64, List.of(2L, 2L));
        assertEquals(
                "tensor 'a': expected 4 values for shape [2, 2], got 1",
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(head, 1))
                        .getMessage());
    }

    @Test
    void aFileThatCannotBeFinishedIsNotThere() {
        Path file = folder.resolve("a.safetensors");
        Tensor tensor = Tensor.vector("a", Dtype.F32, 1);
        assertThrows(IllegalArgumentException.class, () -> SafetensorsFile.write(file, List.of(tensor, tensor)));
        assertThrows(
                IllegalArgumentException.class,
                () -> SafetensorsFile.write(file, List.of(tensor.head()), head -> tensor.named("b")));
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(folder.resolve("a.safetensors.part")));
        Path nowhere = folder.resolve("no").resolve("a.safetensors");
        assertThrows(BadCheckpointException.class, () -> SafetensorsFile.write(nowhere, List.of(tensor)));
    }
}
