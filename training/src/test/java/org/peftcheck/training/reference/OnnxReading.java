package org.peftcheck.training.reference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.training.engine.EncodedBatch;

/** Hidden states of a model in an ONNX file of an artifact, as ONNX Runtime computes them. */
public final class OnnxReading implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Opens the model. */
    public OnnxReading(ModelArtifact artifact) throws IOException, OrtException {
        ClassLoader classPath = OnnxReading.class.getClassLoader();
        byte[] model = artifact.read(classPath, ModelArtifact.localRepository(), InputStream::readAllBytes);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model, options);
        }
    }

    /** The hidden states of the last layer, n × T × d. */
    public float[][][] hiddenStates(EncodedBatch batch) throws OrtException {
        try (OnnxTensor ids = tensor(batch, batch.ids());
                OnnxTensor mask = tensor(batch, batch.mask());
                OnnxTensor types = tensor(batch, batch.tokenTypes());
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return (float[][][]) result.get(0).getValue();
        }
    }

    private OnnxTensor tensor(EncodedBatch batch, int... values) throws OrtException {
        LongBuffer numbers =
                LongBuffer.wrap(Arrays.stream(values).asLongStream().toArray());
        return OnnxTensor.createTensor(environment, numbers, new long[] {batch.rows(), batch.length()});
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
