package org.peftcheck.numeric.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The linear layers of an ONNX model. The file is parsed once; of its tensors only those of linear layers are kept. */
final class OnnxCheckpoint implements Checkpoint {
    private final String name;
    private final String file;
    private final Map<String, OnnxWeight> layers;
    private final LayerNames names;
    private volatile boolean closed;

    private OnnxCheckpoint(String name, String file, Map<String, OnnxWeight> layers) {
        this.name = name;
        this.file = file;
        this.layers = layers;
        this.names = new LayerNames(name, List.copyOf(layers.keySet()));
    }

    /**
     * Parses a model.
     *
     * @param name the checkpoint's name
     * @param file the file, for messages
     * @throws BadCheckpointException when the bytes are no ONNX model, or one without sound linear layers
     * @throws IOException when reading fails
     */
    static OnnxCheckpoint parse(String name, String file, InputStream in) throws IOException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new BadCheckpointException(file, "whole file", "an ONNX model", "bad protobuf: " + e.getMessage(), e);
        }
        return new OnnxCheckpoint(name, file, new OnnxGraph(file, model.getGraph()).linearLayers());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> layerNames() {
        return names.names();
    }

    @Override
    public WeightMatrix layer(String layer) {
        if (closed) {
            throw new IllegalStateException(file + ": asked for a layer after close");
        }
        OnnxWeight weight = layers.get(layer);
        if (weight == null) {
            throw names.missing(layer);
        }
        return weight.read(file, layer);
    }

    @Override
    public void close() {
        closed = true;
    }
}
