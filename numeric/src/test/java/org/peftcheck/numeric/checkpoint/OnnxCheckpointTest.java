package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxCheckpointTest {
    /** The matrix of most tests, 2×3. */
    private static final double[][] STORED = {{1, 2, 3}, {4, 5, 6}};

    private static final double[][] TURNED = {{1, 4}, {2, 5}, {3, 6}};

    @TempDir
    private Path folder;

    @Test
    void theSecondOperandOfMatMulIsTurnedAndTheFirstIsNot() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(floats("onnx::MatMul_7"))
                .addNode(node("MatMul", "/l.0/query/MatMul", "x", "onnx::MatMul_7"))
                .addNode(node("MatMul", "/l.0/left/MatMul", "onnx::MatMul_7", "x"))
                .addNode(node("MatMul", "/l.0/scores/MatMul", "x", "y"))
                .addNode(node("MatMul", "/l.0/folded/MatMul", "onnx::MatMul_7", "onnx::MatMul_7"));
        try (Checkpoint checkpoint = open(graph)) {
            assertEquals("model.onnx", checkpoint.name());
            assertEquals(List.of("l.0.query.weight", "l.0.left.weight"), checkpoint.layerNames());
            assertArrayEquals(TURNED, checkpoint.layer("l.0.query.weight").toRows());
            assertArrayEquals(STORED, checkpoint.layer("l.0.left.weight").toRows());
        }
    }

    @Test
    void gemmIsReadByItsTransposeFlags() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(floats("w"))
                .addNode(node("Gemm", "/plain/Gemm", "x", "w", "bias"))
                .addNode(node("Gemm", "/transB/Gemm", "x", "w").toBuilder().addAttribute(flag("transB")))
                .addNode(node("Gemm", "/left/Gemm", "w", "x"))
                .addNode(node("Gemm", "/transA/Gemm", "w", "x").toBuilder().addAttribute(flag("transA")))
                .addNode(node("Gemm", "/inputTurned/Gemm", "x", "w").toBuilder().addAttribute(flag("transA")));
        try (Checkpoint checkpoint = open(graph)) {
            assertArrayEquals(TURNED, checkpoint.layer("plain.weight").toRows());
            assertArrayEquals(STORED, checkpoint.layer("transB.weight").toRows());
            assertArrayEquals(STORED, checkpoint.layer("left.weight").toRows());
            assertArrayEquals(TURNED, checkpoint.layer("transA.weight").toRows());
            assertArrayEquals(TURNED, checkpoint.layer("inputTurned.weight").toRows());
        }
    }

    @Test
    void aMatrixIsFollowedThroughConstantIdentityAndTranspose() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(floats("w"))
                .addNode(node("Transpose", "t", "w").toBuilder()
                        .addOutput("turned")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("perm")
                                .addInts(1)
                                .addInts(0)))
                .addNode(node("Identity", "i", "turned").toBuilder().addOutput("same"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput("constant")
                        .addAttribute(
                                AttributeProto.newBuilder().setName("value").setT(floats(""))))
                .addNode(node("Relu", "r", "w").toBuilder().addOutput("computed"))
                .addNode(node("MatMul", "/a/MatMul", "x", "same"))
                .addNode(node("MatMul", "/b/MatMul", "x", "constant"))
                .addNode(node("MatMul", "/c/MatMul", "x", "computed"));
        try (Checkpoint checkpoint = open(graph)) {
            assertEquals(List.of("a.weight", "b.weight"), checkpoint.layerNames());
            assertArrayEquals(STORED, checkpoint.layer("a.weight").toRows());
            assertArrayEquals(TURNED, checkpoint.layer("b.weight").toRows());
        }
    }

    @Test
    void namesComeFromTheModulePathElseFromTheTensor() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(floats("pooler.dense.weight"))
                .addInitializer(floats("77"))
                .addInitializer(floats("78"))
                .addNode(node("Gemm", "Gemm_12", "x", "pooler.dense.weight"))
                .addNode(node("MatMul", "MatMul_13", "x", "77"))
                .addNode(node("MatMul", "", "x", "77"))
                .addNode(node("MatMul", "encoder/l.0/MatMul_1", "x", "77"))
                .addNode(node("MatMul", "/tied/MatMul", "x", "77"))
                .addNode(node("MatMul", "/tied/MatMul_1", "x", "77"))
                .addNode(node("MatMul", "/tied/MatMul_2", "x", "78"));
        try (Checkpoint checkpoint = open(graph)) {
            assertEquals(
                    List.of(
                            "pooler.dense.weight",
                            "MatMul_13.weight",
                            "77.weight",
                            "encoder.l.0.weight",
                            "tied.weight",
                            "tied.weight#2"),
                    checkpoint.layerNames());
        }
    }

    @Test
    void everyFormatIsReadAsRawAndAsListedValues() throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        raw.putShort(0, (short) 0x3c00).putShort(2, (short) 0x8001);
        ByteString halves = ByteString.copyFrom(raw.array(), 0, 4);
        ByteString doubles =
                ByteString.copyFrom(raw.putDouble(0, 0.1).putDouble(8, -0.0).array());
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(
                        tensor("f16raw", TensorProto.DataType.FLOAT16, 2, 1).setRawData(halves))
                .addInitializer(tensor("f16", TensorProto.DataType.FLOAT16, 2, 1)
                        .addInt32Data(0x3c00)
                        .addInt32Data(0x8001))
                .addInitializer(
                        tensor("bf16raw", TensorProto.DataType.BFLOAT16, 2, 1).setRawData(halves))
                .addInitializer(tensor("bf16", TensorProto.DataType.BFLOAT16, 2, 1)
                        .addInt32Data(0x3c00)
                        .addInt32Data(0x8001))
                .addInitializer(
                        tensor("f64raw", TensorProto.DataType.DOUBLE, 2, 1).setRawData(doubles))
                .addInitializer(tensor("f64", TensorProto.DataType.DOUBLE, 2, 1)
                        .addDoubleData(0.1)
                        .addDoubleData(-0.0))
                .addInitializer(tensor("f32", TensorProto.DataType.FLOAT, 2, 1)
                        .addFloatData(0.1f)
                        .addFloatData(1e-45f));
        for (TensorProto tensor : graph.getInitializerList()) {
            graph.addNode(node("MatMul", "/" + tensor.getName() + "/MatMul", "x", tensor.getName()));
        }
        try (Checkpoint checkpoint = open(graph)) {
            for (String kind : List.of("", "raw")) {
                assertLayer(checkpoint, "f16" + kind, Dtype.F16, 1, -0x1p-24);
                assertLayer(checkpoint, "bf16" + kind, Dtype.BF16, 0x1p-7, -0x1p-133);
                assertLayer(checkpoint, "f64" + kind, Dtype.F64, 0.1, -0.0);
            }
            assertLayer(checkpoint, "f32", Dtype.F32, 0.1f, 1e-45f);
        }
    }

    @Test
    void bytesThatAreNoModelAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "hello");
        Refusal.expect(
                file
                        + ": whole file: expected an ONNX model, found bad protobuf: Protocol message end-group tag did not match "
                        + "expected tag.",
                () -> Checkpoints.open(file.toString()));
        Files.write(file, new byte[0]);
        Refusal.expect(
                file + ": ONNX graph: expected MatMul or Gemm nodes with a stored matrix, found none among 0 nodes",
                () -> Checkpoints.open(file.toString()));
    }

    @Test
    void aTruncatedModelIsRefused() throws IOException {
        byte[] whole = model(layer(floats("w"))).toByteArray();
        Path file = Files.write(folder.resolve("model.onnx"), Arrays.copyOf(whole, whole.length - 1));
        Refusal.expect(
                file
                        + ": whole file: expected an ONNX model, found bad protobuf: While parsing a protocol message, the input "
                        + "ended unexpectedly in the middle of a field.  This could mean either that the input has been "
                        + "truncated or that an embedded message misreported its own length.",
                () -> Checkpoints.open(file.toString()));
    }

    @Test
    void anUnsoundMatrixIsRefused() throws IOException {
        refused(
                "tensor 'a.weight': expected 6 values for F32 [2, 3], found 5 values",
                tensor("w", TensorProto.DataType.FLOAT, 2, 3).addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f)));
        refused(
                "tensor 'a.weight': expected 24 bytes for F32 [2, 3], found 23 bytes",
                tensor("w", TensorProto.DataType.FLOAT, 2, 3).setRawData(ByteString.copyFrom(new byte[23])));
        refused(
                "tensor 'a.weight': expected FLOAT, DOUBLE, FLOAT16 or BFLOAT16, found data type INT8",
                tensor("w", TensorProto.DataType.INT8, 1, 1).setRawData(ByteString.copyFrom(new byte[1])));
        refused(
                "tensor 'a.weight': expected FLOAT, DOUBLE, FLOAT16 or BFLOAT16, found data type 999",
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(999)
                        .addDims(1)
                        .addDims(1));
        refused(
                "tensor 'a.weight': expected positive dimensions with at most 268435455 values, found [-1, 3]",
                tensor("w", TensorProto.DataType.FLOAT, -1, 3));
        refused(
                "tensor 'a.weight': expected positive dimensions with at most 268435455 values, found [4294967296, 4294967296]",
                tensor("w", TensorProto.DataType.FLOAT, 1L << 32, 1L << 32));
        refused(
                "tensor 'a.weight': expected its data in this file, found a reference to another file",
                tensor("w", TensorProto.DataType.FLOAT, 1, 1).setDataLocation(TensorProto.DataLocation.EXTERNAL));
        refused(
                "ONNX graph: expected MatMul or Gemm nodes with a stored matrix, found none among 1 nodes",
                tensor("w", TensorProto.DataType.FLOAT, 1).addFloatData(1));
    }

    @Test
    void aScaledGemmAndACycleAreRefused() throws IOException {
        AttributeProto alpha =
                AttributeProto.newBuilder().setName("alpha").setF(0.5f).build();
        refused(
                "node '/a/Gemm': expected Gemm with alpha = 1, found alpha = 0.5",
                GraphProto.newBuilder()
                        .addInitializer(floats("w"))
                        .addNode(node("Gemm", "/a/Gemm", "x", "w").toBuilder().addAttribute(alpha)));
        refused(
                "value 'p': expected a graph without cycles, found a cycle",
                GraphProto.newBuilder()
                        .addNode(node("Identity", "", "q").toBuilder().addOutput("p"))
                        .addNode(node("Identity", "", "p").toBuilder().addOutput("q"))
                        .addNode(node("MatMul", "/a/MatMul", "x", "p")));
    }

    @Test
    void aNaNIsRefusedAtItsPlaceInTheTurnedMatrix() throws IOException {
        TensorProto.Builder tensor =
                tensor("w", TensorProto.DataType.FLOAT, 2, 3).addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, Float.NaN));
        try (Checkpoint checkpoint = open(layer(tensor.build()))) {
            Refusal.expect(
                    folder.resolve("model.onnx")
                            + ": tensor 'a.weight', row 2, column 1 (from 0): expected a finite value, found NaN",
                    () -> checkpoint.checkFinite(checkpoint.layerNames()));
        }
    }

    private static void assertLayer(Checkpoint checkpoint, String name, Dtype dtype, double first, double second) {
        WeightMatrix weight = checkpoint.layer(name + ".weight");
        assertArrayEquals(new double[][] {{first, second}}, weight.toRows(), name);
        assertEquals(dtype, weight.dtype());
    }

    private void refused(String message, TensorProto.Builder tensor) throws IOException {
        refused(message, layer(tensor.build()));
    }

    private void refused(String message, GraphProto.Builder graph) throws IOException {
        Path file = write(graph);
        Refusal.expect(file + ": " + message, () -> Checkpoints.open(file.toString()));
    }

    private Checkpoint open(GraphProto.Builder graph) throws IOException {
        return Checkpoints.open(write(graph).toString());
    }

    private Path write(GraphProto.Builder graph) throws IOException {
        return Files.write(folder.resolve("model.onnx"), model(graph).toByteArray());
    }

    private static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build();
    }

    private static GraphProto.Builder layer(TensorProto tensor) {
        return GraphProto.newBuilder()
                .addInitializer(tensor)
                .addNode(node("MatMul", "/a/MatMul", "x", tensor.getName()));
    }

    private static TensorProto floats(String name) {
        return tensor(name, TensorProto.DataType.FLOAT, 2, 3)
                .addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f))
                .build();
    }

    private static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... dims) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(dims).boxed().toList());
    }

    private static NodeProto node(String operation, String name, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operation)
                .setName(name)
                .addAllInput(List.of(inputs))
                .build();
    }

    private static AttributeProto flag(String name) {
        return AttributeProto.newBuilder().setName(name).setI(1).build();
    }
}
