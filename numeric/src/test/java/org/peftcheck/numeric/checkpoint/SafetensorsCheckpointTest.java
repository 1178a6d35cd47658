package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsCheckpointTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheLinearLayersInEveryFormat() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(74).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putDouble(-1e-300);
        data.putFloat(0.1f)
                .putFloat(-0f)
                .putFloat(1e-45f)
                .putFloat(2)
                .putFloat(3)
                .putFloat(4);
        data.putShort((short) 0x3c00).putShort((short) 0x8001);
        data.putShort((short) 0x3f80).putShort((short) 0x0001);
        data.putShort((short) 0x7fff).putLong(7).putLong(8).putLong(9);
        Path file = write("""
                {"__metadata__":{"format":"pt"},
                 "l.10.weight":{"dtype":"F64","shape":[2,1],"data_offsets":[0,16]},
                 "l.2.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[16,40]},
                 "l.1.weight":{"dtype":"F16","shape":[1,2],"data_offsets":[40,44]},
                 "l.0.weight":{"dtype":"BF16","shape":[2,1],"data_offsets":[44,48]},
                 "l.0.bias":{"dtype":"F16","shape":[1],"data_offsets":[48,50]},
                 "embeddings.position_ids":{"dtype":"I64","shape":[1,3],"data_offsets":[50,74]}}  \s""", data.array());
        try (Checkpoint checkpoint = Checkpoints.open(file.toString())) {
            assertEquals("model.safetensors", checkpoint.name());
            assertEquals(List.of("l.0.weight", "l.1.weight", "l.2.weight", "l.10.weight"), checkpoint.layerNames());
            checkpoint.checkFinite(checkpoint.layerNames());
            WeightMatrix f32 = checkpoint.layer("l.2.weight");
            assertArrayEquals(new double[][] {{0.1f, -0.0, 1e-45f}, {2, 3, 4}}, f32.toRows());
            assertEquals(Dtype.F32, f32.dtype());
            assertArrayEquals(
                    new double[][] {{0.1}, {-1e-300}},
                    checkpoint.layer("l.10.weight").toRows());
            assertArrayEquals(
                    new double[][] {{1, -0x1p-24}},
                    checkpoint.layer("l.1.weight").toRows());
            assertArrayEquals(
                    new double[][] {{1}, {0x1p-133}},
                    checkpoint.layer("l.0.weight").toRows());
            assertEquals(List.of("l.10.weight"), checkpoint.layers("l.??.weight"));
        }
    }

    @Test
    void embeddingsNormsHeadsAndOtherRanksAreNoLinearLayers() throws IOException {
        StringBuilder header = new StringBuilder("{");
        List<String> names = List.of(
                "Embedding.weight",
                "wte.weight",
                "h.wpe.weight",
                "a.LayerNorm.weight",
                "post_norm.weight",
                "lm_head.weight",
                "a.bias",
                "w.weight");
        for (int k = 0; k < names.size(); k++) {
            header.append(
                    String.format("%s%s", k == 0 ? "" : ",", entry(names.get(k), "F16", "[1,1]", 2 * k, 2 * k + 2)));
        }
        header.append("," + entry("conv.weight", "F16", "[1,1,1]", 16, 18) + ","
                + entry("s.weight", "F16", "[]", 18, 20) + "}");
        try (Checkpoint checkpoint =
                Checkpoints.open(write(header.toString(), new byte[20]).toString())) {
            assertEquals(List.of("w.weight"), checkpoint.layerNames());
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> checkpoint.layer("a.bias"));
            assertEquals(
                    "model.safetensors: no layer 'a.bias'; no name is near; the first of its 1 is 'w.weight'",
                    refused.getMessage());
        }
        refused(
                "header: expected a matrix *.weight that is no embedding, norm or lm_head, found none among 1 tensors",
                "{" + entry("a.bias", "F16", "[1]", 0, 2) + "}",
                new byte[2]);
    }

    @Test
    void aFileWithoutAWholeLengthIsRefused() throws IOException {
        refusedFile("whole file: expected a safetensors file, found an empty file", new byte[0]);
        refusedFile("header length: expected 8 bytes, found a file of 7 bytes", new byte[7]);
    }

    @Test
    void aHeaderLengthThatCannotBeIsRefused() throws IOException {
        refusedFile(
                "header length: expected at most 2, since the file has 10 bytes, found 3",
                new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        refusedFile(
                "header length: expected at most 100000000, found 100000001",
                new byte[] {1, (byte) 0xe1, (byte) 0xf5, 5, 0, 0, 0, 0, '{', '}'});
        refusedFile(
                "header length: expected at most 100000000, found 18446744073709551615",
                new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        refusedFile("header: expected a JSON object, found a header of 0 bytes", new byte[8]);
    }

    @Test
    void aHeaderThatIsNoJsonObjectIsRefused() throws IOException {
        refused("header: expected a JSON object, '{' first, found byte 0x5b first", "[]", new byte[0]);
        refused("header: expected a JSON object, '{' first, found byte 0x20 first", " {}", new byte[0]);
        refused(
                "header: expected a JSON object, found at character 1: Unexpected end-of-input: expected close marker for "
                        + "Object",
                "{",
                new byte[0]);
        refused(
                "header: expected a JSON object, found at character 11: Duplicate field 'a'",
                "{\"a\":1, \"a\":2}",
                new byte[0]);
        refused(
                "header: expected a JSON object, found at character 3: Trailing token (of type START_OBJECT)",
                "{} {}",
                new byte[0]);
        byte[] file = file("{\"a\":\"?\"}", new byte[0]);
        file[8 + 6] = (byte) 0xff;
        refusedFile("header: expected JSON in UTF-8, found other bytes from byte 6", file);
        refused(
                "header, __metadata__: expected an object of strings, found {\"format\":1}",
                "{\"__metadata__\":{\"format\":1}}",
                new byte[0]);
        refused(
                "header, __metadata__: expected an object of strings, found \"pt\"",
                "{\"__metadata__\":\"pt\"}",
                new byte[0]);
    }

    @Test
    void anEntryOfAnotherFormIsRefused() throws IOException {
        refused(
                "tensor 'a': expected an object of dtype, shape and data_offsets, found [1]",
                "{\"a\":[1]}",
                new byte[0]);
        refused(
                "tensor 'a': expected an object of dtype, shape and data_offsets, found {\"dtype\":\"F32\",\"shape\":[1]}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                new byte[0]);
    }

    @Test
    void anUnknownDtypeIsRefusedWithTheKnownOnes() throws IOException {
        String known = "[BF16, BOOL, F16, F32, F64, F8_E4M3, F8_E5M2, I16, I32, I64, I8, U16, U32, U64, U8]";
        refused(
                "tensor 'a.weight': expected a dtype out of " + known + ", found \"F99\"",
                "{" + entry("a.weight", "F99", "[1,1]", 0, 4) + "}",
                new byte[4]);
        refused(
                "tensor 'a.weight': expected one of [F64, F32, F16, BF16] for a weight, found I32",
                "{" + entry("a.weight", "I32", "[1,1]", 0, 4) + "}",
                new byte[4]);
    }

    @Test
    void anImpossibleShapeIsRefused() throws IOException {
        refusedShape("shape of integers from 0 to 2^63 − 1, found [-1,2]", "[-1,2]");
        refusedShape("shape of integers from 0 to 2^63 − 1, found [1.0,2]", "[1.0,2]");
        refusedShape("shape of integers from 0 to 2^63 − 1, found [9223372036854775808]", "[9223372036854775808]");
        refusedShape("shape of integers from 0 to 2^63 − 1, found 1", "1");
        refusedShape("a size below 2^63 bytes, found F32 [4294967296, 4294967296]", "[4294967296,4294967296]");
        refusedShape("at least one row and column, found shape [0, 4]", "[0,4]", 0, 0);
    }

    @Test
    void impossibleOffsetsAreRefused() throws IOException {
        refusedShape("data_offsets [begin, end] with begin ≤ end, found [4, 0]", "[1,1]", 4, 0);
        refusedShape("data_offsets of integers from 0 to 2^63 − 1, found [-4,0]", "[1,1]", -4, 0);
        refusedShape("4 bytes for F32 [1, 1], found data_offsets [0, 5]", "[1,1]", 0, 5);
        refusedShape("an end within the 4 bytes of data in the file, found data_offsets [4, 8]", "[1,1]", 4, 8);
        refused(
                "tensor 'a': expected data_offsets [begin, end] with begin ≤ end, found [0, 4, 8]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}",
                new byte[8]);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] whole = file("{" + entry("a.weight", "F32", "[2,2]", 0, 16) + "}", new byte[16]);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        refusedFile(
                "tensor 'a.weight': expected an end within the 15 bytes of data in the file, found data_offsets [0, 16]",
                cut);
    }

    @Test
    void overlapsAndHolesAreRefused() throws IOException {
        refused(
                "tensor 'b.weight': expected data from byte 8, where tensor 'a.weight' ends, found an overlap: "
                        + "data_offsets [4, 12]",
                "{" + entry("b.weight", "F32", "[1,2]", 4, 12) + "," + entry("a.weight", "F32", "[1,2]", 0, 8) + "}",
                new byte[12]);
        refused(
                "tensor 'b.weight': expected data from byte 8, where tensor 'a.weight' ends, found a hole: "
                        + "data_offsets [12, 16]",
                "{" + entry("a.weight", "F32", "[1,2]", 0, 8) + "," + entry("b.weight", "F32", "[1,1]", 12, 16) + "}",
                new byte[16]);
        refused(
                "tensor 'a.weight': expected data from byte 0, where the header ends, found a hole: data_offsets [4, 8]",
                "{" + entry("a.weight", "F32", "[1,1]", 4, 8) + "}",
                new byte[8]);
        refused(
                "data: expected 4 bytes, where tensor 'a.weight' ends, found 5 bytes",
                "{" + entry("a.weight", "F32", "[1,1]", 0, 4) + "}",
                new byte[5]);
    }

    @Test
    void aNaNOrInfinityIsRefusedWhenItsLayerIsRead() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(20, Float.NaN);
        data.putShort(32, (short) 0xfc00);
        Path file = write(
                "{" + entry("a.weight", "F32", "[2,3]", 0, 24) + "," + entry("b.weight", "F32", "[1,1]", 24, 28) + ","
                        + entry("c.weight", "F16", "[2,2]", 28, 36) + "}",
                data.array());
        try (Checkpoint checkpoint = Checkpoints.open(file.toString())) {
            Refusal.expect(
                    file + ": tensor 'a.weight', row 1, column 2 (from 0): expected a finite value, found NaN",
                    () -> checkpoint.layer("a.weight"));
            Refusal.expect(
                    file + ": tensor 'c.weight', row 1, column 0 (from 0): expected a finite value, found -Infinity",
                    () -> checkpoint.checkFinite(List.of("b.weight", "c.weight")));
            checkpoint.checkFinite(List.of("b.weight"));
        }
    }

    @Test
    void aNameOutOfTheFileStaysOnOneLine() throws IOException {
        refused(
                "tensor 'a\\u000ab\\u2028\\u001b[31m': expected an object of dtype, shape and data_offsets, found 1",
                "{\"a\\nb\\u2028\\u001b[31m\":1}",
                new byte[0]);
    }

    @Test
    void aClosedCheckpointSaysSo() throws IOException {
        Path file = write("{" + entry("a.weight", "F32", "[1,1]", 0, 4) + "}", new byte[4]);
        Checkpoint checkpoint = Checkpoints.open(file.toString());
        checkpoint.close();
        checkpoint.close();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> checkpoint.layer("a.weight"));
        assertEquals(file + ": asked for a layer after close", refused.getMessage());
    }

    private void refusedShape(String message, String shape) throws IOException {
        refusedShape(message, shape, 0, 4);
    }

    private void refusedShape(String message, String shape, long begin, long end) throws IOException {
        byte[] data = new byte[begin == end ? 0 : 4];
        refused(
                "tensor 'a.weight': expected " + message,
                "{" + entry("a.weight", "F32", shape, begin, end) + "}",
                data);
    }

    private void refused(String message, String header, byte[] data) throws IOException {
        refusedFile(message, file(header, data));
    }

    private void refusedFile(String message, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), content);
        Refusal.expect(file + ": " + message, () -> Checkpoints.open(file.toString()));
    }

    private Path write(String header, byte[] data) throws IOException {
        return Files.write(folder.resolve("model.safetensors"), file(header, data));
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static String entry(String name, String dtype, String shape, long begin, long end) {
        return String.format(
                "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}", name, dtype, shape, begin, end);
    }
}
