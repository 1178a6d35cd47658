package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.peftcheck.numeric.checkpoint.StoredTensor.Layer;

/** Linear layers out of ONNX graphs, and damaged graphs. */
class OnnxProperties {

    @Provide
    Arbitrary<Layer> layer() {
        return StoredTensor.layers();
    }

    /** However a graph writes y = W x, the same W comes out of it, and the same as out of a safetensors file. */
    @Property(tries = 1000, seed = "7401")
    void theWeightIsTheSameHoweverItIsWritten(@ForAll("layer") Layer layer, @ForAll boolean raw) {
        TensorProto asIs = tensor(layer, layer.dOut(), layer.dIn(), layer.patterns(), raw);
        TensorProto turned = tensor(layer, layer.dIn(), layer.dOut(), turned(layer), raw);
        List<GraphProto> graphs = List.of(
                graph(
                        turned,
                        NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("w")),
                graph(
                        asIs,
                        NodeProto.newBuilder().setOpType("MatMul").addInput("w").addInput("x")),
                graph(
                        turned,
                        NodeProto.newBuilder().setOpType("Gemm").addInput("x").addInput("w")),
                graph(
                        asIs,
                        NodeProto.newBuilder()
                                .setOpType("Gemm")
                                .addInput("x")
                                .addInput("w")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("transB")
                                        .setI(1))));
        StoredTensor stored =
                StoredTensor.matrix("l.query.weight", layer.format(), layer.dOut(), layer.dIn(), layer.patterns());
        WeightMatrix expected = read(SafetensorsWriter.write(List.of(stored)), ".safetensors");
        assertArrayEquals(layer.values(), expected.toRowMajor());
        for (GraphProto graph : graphs) {
            WeightMatrix weight = read(model(graph), ".onnx");
            assertEquals(expected, weight);
            assertEquals(expected.sha256(), weight.sha256());
        }
    }

    @Property(tries = 2000, seed = "7402")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anotherByteIsRefusedInOneLineOrMakesASoundFile(
            @ForAll("layer") Layer layer, @ForAll boolean raw, @ForAll Random random) {
        byte[] file = file(layer, raw);
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        try (ScratchFile scratch = new ScratchFile(file, ".onnx")) {
            Statistics.collect(scratch.refusal() != null);
        }
        Statistics.coverage(check -> {
            check.check(true).percentage(share -> share > 20);
            check.check(false).percentage(share -> share > 20);
        });
    }

    @Property(tries = 1000, seed = "7403")
    void aTruncationIsRefusedInOneLineOrMakesASoundFile(
            @ForAll("layer") Layer layer, @ForAll boolean raw, @ForAll Random random) {
        byte[] file = file(layer, raw);
        try (ScratchFile scratch = new ScratchFile(Arrays.copyOf(file, random.nextInt(file.length)), ".onnx")) {
            scratch.refusal();
        }
    }

    private static byte[] file(Layer layer, boolean raw) {
        TensorProto turned = tensor(layer, layer.dIn(), layer.dOut(), turned(layer), raw);
        return model(graph(
                turned, NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("w")));
    }

    private static WeightMatrix read(byte[] content, String ending) {
        try (ScratchFile file = new ScratchFile(content, ending);
                Checkpoint checkpoint = file.open()) {
            assertEquals(List.of("l.query.weight"), checkpoint.layerNames());
            return checkpoint.layer("l.query.weight");
        }
    }

    private static byte[] model(GraphProto graph) {
        return ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build().toByteArray();
    }

    private static GraphProto graph(TensorProto tensor, NodeProto.Builder node) {
        String path = "/l/query/" + node.getOpType();
        return GraphProto.newBuilder()
                .addInitializer(tensor)
                .addNode(node.setName(path))
                .build();
    }

    /** The patterns of the transpose, row after row. */
    private static List<Long> turned(Layer layer) {
        List<Long> turned = new ArrayList<>();
        for (int j = 0; j < layer.dIn(); j++) {
            for (int i = 0; i < layer.dOut(); i++) {
                turned.add(layer.patterns().get(i * layer.dIn() + j));
            }
        }
        return turned;
    }

    private static TensorProto tensor(Layer layer, int rows, int columns, List<Long> patterns, boolean raw) {
        Dtype dtype = layer.format().dtype();
        TensorProto.DataType type = switch (dtype) {
            case F64 -> TensorProto.DataType.DOUBLE;
            case F32 -> TensorProto.DataType.FLOAT;
            case F16 -> TensorProto.DataType.FLOAT16;
            case BF16 -> TensorProto.DataType.BFLOAT16;
        };
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("w")
                .setDataType(type.getNumber())
                .addDims(rows)
                .addDims(columns);
        if (raw) {
            return tensor.setRawData(ByteString.copyFrom(StoredTensor.bytes(dtype, patterns)))
                    .build();
        }
        for (long pattern : patterns) {
            switch (dtype) {
                case F64 -> tensor.addDoubleData(Double.longBitsToDouble(pattern));
                case F32 -> tensor.addFloatData(Float.intBitsToFloat((int) pattern));
                case F16, BF16 -> tensor.addInt32Data((int) pattern);
            }
        }
        return tensor.build();
    }
}
