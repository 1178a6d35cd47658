package org.peftcheck.numeric.checkpoint;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the stored tensors of an ONNX model with their data. */
final class OnnxTensors {

    private static final Set<Integer> FLOATING = Set.of(
            TensorProto.DataType.FLOAT_VALUE,
            TensorProto.DataType.FLOAT16_VALUE,
            TensorProto.DataType.BFLOAT16_VALUE,
            TensorProto.DataType.DOUBLE_VALUE);

    private OnnxTensors() {}

    /**
     * The tensors, those of linear layers first.
     *
     * @throws BadCheckpointException as {@link StoredTensors#onnx}
     * @throws IOException when reading fails
     */
    static List<StoredFloats> read(String file, InputStream in) throws IOException {
        GraphProto graph;
        try {
            graph = ModelProto.parseFrom(in).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new BadCheckpointException(file, "whole file", "an ONNX model", "bad protobuf: " + e.getMessage(), e);
        }
        List<StoredFloats> tensors = new ArrayList<>();
        Set<String> linear = new HashSet<>();
        new OnnxGraph(file, graph).linearLayers().forEach((name, weight) -> {
            tensors.add(weight.floats(file, name));
            linear.add(weight.tensor().getName());
        });
        for (TensorProto tensor : graph.getInitializerList()) {
            if (FLOATING.contains(tensor.getDataType()) && !linear.contains(tensor.getName())) {
                tensors.add(new OnnxWeight(tensor, false).floats(file, tensor.getName()));
            }
        }
        return tensors;
    }
}
