package org.peftcheck.broken.numeric.certificate;

import ai.onnx.proto.OnnxMl.TensorProto;

/** Reads ONNX outside the checkpoints. */
public final class OnnxWeights {

    private final TensorProto tensor = TensorProto.getDefaultInstance();

    /** The name. */
    public String name() {
        return tensor.getName();
    }
}
