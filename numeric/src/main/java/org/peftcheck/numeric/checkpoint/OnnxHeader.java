package org.peftcheck.numeric.checkpoint;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peftcheck.papers.architecture.TensorShape;

/** Reads the stored tensors of an ONNX file by name and shape; their data is passed over. */
final class OnnxHeader {

    private static final Set<Integer> FLOATING = Set.of(
            TensorProto.DataType.FLOAT_VALUE,
            TensorProto.DataType.FLOAT16_VALUE,
            TensorProto.DataType.BFLOAT16_VALUE,
            TensorProto.DataType.DOUBLE_VALUE);
    private static final Set<Integer> DATA = Set.of(
            TensorProto.FLOAT_DATA_FIELD_NUMBER,
            TensorProto.INT32_DATA_FIELD_NUMBER,
            TensorProto.STRING_DATA_FIELD_NUMBER,
            TensorProto.INT64_DATA_FIELD_NUMBER,
            TensorProto.RAW_DATA_FIELD_NUMBER,
            TensorProto.DOUBLE_DATA_FIELD_NUMBER,
            TensorProto.UINT64_DATA_FIELD_NUMBER);

    private OnnxHeader() {}

    /**
     * The floating-point tensors that are not single numbers: those of linear layers by the name of the module and as d_out × d_in, the
     * others by their own.
     *
     * @param file the file, for messages
     * @param in its bytes
     * @throws BadCheckpointException when they are no ONNX model, or one without linear layers
     * @throws IOException when reading fails
     */
    static List<TensorShape> read(String file, InputStream in) throws IOException {
        GraphProto graph;
        try {
            graph = graph(CodedInputStream.newInstance(in));
        } catch (InvalidProtocolBufferException e) {
            throw new BadCheckpointException(file, "whole file", "an ONNX model", "bad protobuf: " + e.getMessage(), e);
        }
        Map<String, TensorShape> linear = new HashMap<>();
        new OnnxGraph(file, graph, false)
                .linearLayers()
                .forEach((name, weight) ->
                        linear.put(weight.tensor().getName(), new TensorShape(name, List.of((long) weight.dOut(), (long)
                                weight.dIn()))));
        List<TensorShape> shapes = new ArrayList<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (FLOATING.contains(tensor.getDataType()) && tensor.getDimsCount() > 0) {
                shapes.add(
                        linear.getOrDefault(tensor.getName(), new TensorShape(tensor.getName(), tensor.getDimsList())));
            }
        }
        return shapes;
    }

    private static GraphProto graph(CodedInputStream in) throws IOException {
        in.setSizeLimit(Integer.MAX_VALUE);
        GraphProto.Builder graph = GraphProto.newBuilder();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == ModelProto.GRAPH_FIELD_NUMBER) {
                int end = in.pushLimit(in.readRawVarint32());
                fields(in, graph);
                in.popLimit(end);
            } else {
                in.skipField(tag);
            }
        }
        return graph.build();
    }

    private static void fields(CodedInputStream in, GraphProto.Builder graph) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case GraphProto.INITIALIZER_FIELD_NUMBER -> {
                    int end = in.pushLimit(in.readRawVarint32());
                    graph.addInitializer(tensor(in));
                    in.popLimit(end);
                }
                case GraphProto.NODE_FIELD_NUMBER -> graph.addNode(NodeProto.parseFrom(in.readBytes()));
                default -> in.skipField(tag);
            }
        }
    }

    private static TensorProto tensor(CodedInputStream in) throws IOException {
        TensorProto.Builder tensor = TensorProto.newBuilder();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            boolean packed = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (DATA.contains(field)) {
                in.skipField(tag);
            } else if (field == TensorProto.DIMS_FIELD_NUMBER && packed) {
                int end = in.pushLimit(in.readRawVarint32());
                while (in.getBytesUntilLimit() > 0) {
                    tensor.addDims(in.readInt64());
                }
                in.popLimit(end);
            } else if (field == TensorProto.DIMS_FIELD_NUMBER) {
                tensor.addDims(in.readInt64());
            } else if (field == TensorProto.DATA_TYPE_FIELD_NUMBER) {
                tensor.setDataType(in.readInt32());
            } else if (field == TensorProto.NAME_FIELD_NUMBER) {
                tensor.setName(in.readStringRequireUtf8());
            } else {
                in.skipField(tag);
            }
        }
        return tensor.build();
    }
}
