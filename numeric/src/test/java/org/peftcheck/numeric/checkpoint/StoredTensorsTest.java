package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTensorsTest {

    @TempDir
    private Path folder;

    @Test
    void safetensorsOfEachWidthAreWidened() {
        Path file = folder.resolve("a.safetensors");
        SafetensorsFile.write(
                file,
                List.of(
                        Tensor.vector("half", Dtype.F16, 1, -0.5, 0x1p-24),
                        Tensor.vector("brain", Dtype.BF16, 3, 0x1p100),
                        Tensor.matrix("single", Dtype.F32, new double[][] {{1, 2, 3}, {4, 5, 0.1f}})));
        List<StoredFloats> tensors = StoredTensors.safetensors(file);
        assertEquals(
                List.of("single [2, 3]", "brain [2]", "half [3]"),
                tensors.stream().map(StoredFloats::toString).toList());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 0.1f}, tensors.get(0).values());
        assertArrayEquals(new float[] {3, 0x1p100f}, tensors.get(1).values());
        assertArrayEquals(new float[] {1, -0.5f, 0x1p-24f}, tensors.get(2).values());
    }

    @Test
    void wholeNumbersAreLeftOutAndDoublesRefused() throws IOException {
        Path file = write("{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8);
        assertEquals(List.of(), StoredTensors.safetensors(file));
        Path doubles = write("{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8);
        Refusal.expect(
                doubles + ": tensor 'w': expected F32, F16 or BF16, found F64",
                () -> StoredTensors.safetensors(doubles));
        Path missing = folder.resolve("none");
        Refusal.expect(
                missing + ": file: expected a safetensors file, found no file of that name",
                () -> StoredTensors.safetensors(missing));
    }

    @Test
    void anInfinityIsRefused() throws IOException {
        Path file = write("{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] = 0x7c;
        Files.write(file, bytes);
        Refusal.expect(
                file + ": tensor 'w', value 1 (from 0): expected a finite value, found Infinity",
                () -> StoredTensors.safetensors(file));
    }

    private Path write(String header, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        Path file = folder.resolve(header.hashCode() + ".safetensors");
        return Files.write(file, bytes.putLong(text.length).put(text).array());
    }

    @Test
    void onnxTensorsHaveTheNamesOfTheirModules() throws IOException {
        List<StoredFloats> tensors = onnx(GraphProto.newBuilder()
                .addInitializer(tensor("onnx::MatMul_1", 2, 3).addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f)))
                .addInitializer(tensor("a.bias", 3).addAllFloatData(List.of(7f, 8f, 9f)))
                .addInitializer(TensorProto.newBuilder()
                        .setName("ids")
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addDims(1)
                        .addInt64Data(3))
                .addNode(node()));
        assertEquals(
                List.of("a.weight [3, 2]", "a.bias [3]"),
                tensors.stream().map(StoredFloats::toString).toList());
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, tensors.get(0).values());
        assertArrayEquals(new float[] {7, 8, 9}, tensors.get(1).values());
    }

    @Test
    void unsoundOnnxTensorsAreRefused() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(tensor("onnx::MatMul_1", 1, 1).addFloatData(1))
                .addNode(node());
        Refusal.expect(
                "m: tensor 'a.bias': expected 3 values for F32 [3], found 1 values",
                () -> onnx(graph.clone().addInitializer(tensor("a.bias", 3).addFloatData(1))));
        Refusal.expect(
                "m: tensor 'a.bias': expected FLOAT, FLOAT16 or BFLOAT16, found data type DOUBLE",
                () -> onnx(graph.clone()
                        .addInitializer(tensor("a.bias", 1)
                                .setDataType(TensorProto.DataType.DOUBLE_VALUE)
                                .addDoubleData(1))));
        Refusal.expect(
                "m: tensor 'a.bias', value 0 (from 0): expected a finite value, found NaN",
                () -> onnx(graph.clone().addInitializer(tensor("a.bias", 1).addFloatData(Float.NaN))));
        Refusal.expect(
                "m: whole file: expected an ONNX model, found bad protobuf: Protocol message contained an invalid tag"
                        + " (zero).",
                () -> StoredTensors.onnx("m", new ByteArrayInputStream(new byte[4])));
    }

    @Test
    void onlyAMatrixIsTransposed() {
        StoredFloats vector = new StoredFloats("v", List.of(2), new float[] {1, 2});
        IllegalStateException refused = assertThrows(IllegalStateException.class, vector::transposed);
        assertEquals("transpose of v: expected a matrix, got shape [2]", refused.getMessage());
    }

    private static List<StoredFloats> onnx(GraphProto.Builder graph) throws IOException {
        byte[] model = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        return StoredTensors.onnx("m", new ByteArrayInputStream(model));
    }

    private static NodeProto node() {
        return NodeProto.newBuilder()
                .setOpType("MatMul")
                .setName("/a/MatMul")
                .addInput("x")
                .addInput("onnx::MatMul_1")
                .build();
    }

    private static TensorProto.Builder tensor(String name, long... dims) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long dimension : dims) {
            tensor.addDims(dimension);
        }
        return tensor;
    }
}
