package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.ListedArchitecture;
import org.peftcheck.papers.architecture.TensorShape;
import org.peftcheck.papers.peanut2025.Peanut2025;

class TensorShapesTest {

    @TempDir
    Path folder;

    private Path safetensors(String name, String header, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve(name), bytes.putLong(text.length).put(text).array());
    }

    private Path half(String name, String tensor) throws IOException {
        return safetensors(
                name, "{\"" + tensor + "\":{\"dtype\":\"F16\",\"shape\":[3,2],\"data_offsets\":[0,12]}}", 12);
    }

    private static void refused(String end, Path path) {
        String message = assertThrows(BadCheckpointException.class, () -> TensorShapes.read(path))
                .getMessage();
        assertEquals(path + end, message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void theHeaderHasNamesAndShapesOfTheParameters() throws IOException {
        Path file = safetensors(
                "model.safetensors",
                "{\"a.weight\":{\"dtype\":\"F16\",\"shape\":[3,2],\"data_offsets\":[0,12]},"
                        + "\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[12,20]}}",
                20);
        assertEquals(List.of(new TensorShape("a.weight", List.of(3L, 2L))), TensorShapes.read(file));
        assertTrue(TensorShapes.canRead(file));
        assertFalse(TensorShapes.canRead(Path.of("model.bin")));
    }

    @Test
    void anIndexJoinsItsFiles() throws IOException {
        half("1.safetensors", "x.weight");
        half("2.safetensors", "y.weight");
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(
                index, "{\"weight_map\": {\"y.weight\": \"2.safetensors\", \"x.weight\": \"1.safetensors\"}}");
        assertEquals(
                List.of("y.weight", "x.weight"),
                TensorShapes.read(index).stream().map(TensorShape::name).toList());
        Files.writeString(index, "{\"weight_map\": {\"z.weight\": \"2.safetensors\"}}");
        refused(": tensor 'z.weight': expected it in 2.safetensors, found no such tensor there", index);
        Files.writeString(index, "{\"weight_map\": {\"z.weight\": \"3.safetensors\"}}");
        refused(": weight_map: expected a file 3.safetensors beside it, found none", index);
        Files.writeString(index, "{\"weight_map\": {\"z.weight\": \"../3.safetensors\"}}");
        refused(": weight_map: expected names of files beside it, found \"../3.safetensors\"", index);
        Files.writeString(index, "{\"metadata\": {}}");
        refused(": weight_map: expected an object of tensor names, found ", index);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path file = half("model.safetensors", "x.weight");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        refused(
                ": tensor 'x.weight': expected an end within the 11 bytes of data in the file,"
                        + " found data_offsets [0, 12]",
                file);
        Files.write(file, java.util.Arrays.copyOf(whole, 20));
        refused(
                ": header length: expected at most 12, since the file has 20 bytes, found " + (whole.length - 20),
                file);
        refused(
                ": file: expected a file with one of the endings [.safetensors, .safetensors.index.json, .onnx],"
                        + " found no file of that name",
                folder.resolve("none.onnx"));
        Path onnx = Files.write(folder.resolve("bad.onnx"), new byte[] {8, 7, 58, 100, 1});
        assertTrue(assertThrows(BadCheckpointException.class, () -> TensorShapes.read(onnx))
                .getMessage()
                .startsWith(onnx + ": whole file: expected an ONNX model, found bad protobuf"));
    }

    @Test
    void miniLmHasTheCountOfItsConfiguration() throws IOException {
        Path file = folder.resolve("minilm.onnx");
        try (InputStream in = TensorShapesTest.class.getClassLoader().getResourceAsStream("all-minilm-l6-v2.onnx")) {
            Files.copy(in, file);
        }
        Architecture fromFile = ListedArchitecture.of("minilm", TensorShapes.read(file));
        Architecture fromConfiguration = Peanut2025.architecture("minilm-l6");
        assertEquals(
                fromConfiguration.denominator("without pooler").parameters(),
                fromFile.denominator("without pooler").parameters());
        List<String> targets = List.of("q", "k", "v", "o", "up", "down");
        assertEquals(
                fromConfiguration.layers(targets).stream()
                        .map(l -> l.names() + " " + l.dOut() + "x" + l.dIn())
                        .toList(),
                fromFile.layers(targets).stream()
                        .map(l -> l.names() + " " + l.dOut() + "x" + l.dIn())
                        .toList());
    }
}
