package org.peftcheck.training.run;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.peftcheck.training.engine.TrainedTensor;

/**
 * Writes the state of a run, all numbers with the highest byte first:
 *
 * <pre>
 *   "peanutcp", the number of the format, the digest of the configuration (32 bytes)
 *   step, seconds of training and of evaluation; for each step loss and milliseconds
 *   the evaluations: step, metrics with names; the place of the best evaluation
 *   for each tensor: name, shape, values, first moments, second moments, and the best values where there are any
 *   what the method's own rule remembers: the number of arrays; each with its length
 *   SHA-256 of all before
 * </pre>
 */
final class CheckpointWriter {

    /** The first bytes. */
    static final byte[] MAGIC = "peanutcp".getBytes(StandardCharsets.US_ASCII);
    /** The number of the format. */
    static final int FORMAT = 2;

    private static final int BLOCK = 1 << 14;

    private final DataOutputStream out;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES);
    private final FloatBuffer floats = block.asFloatBuffer();
    private final float[] some = new float[BLOCK];

    private CheckpointWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /**
     * Writes a state.
     *
     * @param target where to
     * @param configuration the digest of the configuration
     * @param state the state, which is not changed
     * @throws IOException when writing fails
     */
    static void write(OutputStream target, byte[] configuration, TrainingState state) throws IOException {
        MessageDigest digest = Sha256.digest();
        BufferedOutputStream buffered = new BufferedOutputStream(target, BLOCK * Float.BYTES);
        CheckpointWriter writer = new CheckpointWriter(new DigestOutputStream(buffered, digest));
        writer.out.write(MAGIC);
        writer.out.writeInt(FORMAT);
        writer.out.write(configuration);
        writer.history(state);
        writer.tensors(state);
        writer.memory(state);
        writer.out.flush();
        buffered.write(digest.digest());
        buffered.flush();
    }

    private void history(TrainingState state) throws IOException {
        TrainingCurves curves = state.curves();
        out.writeInt(state.step());
        out.writeDouble(state.trainSeconds());
        out.writeDouble(state.evaluateSeconds());
        for (int k = 0; k < state.step(); k++) {
            out.writeDouble(curves.losses()[k]);
            out.writeDouble(curves.stepMillis()[k]);
        }
        out.writeInt(curves.evaluations().size());
        for (EvaluationPoint point : curves.evaluations()) {
            out.writeLong(point.step());
            out.writeInt(point.metrics().size());
            for (MetricValue metric : point.metrics()) {
                out.writeUTF(metric.name());
                out.writeDouble(metric.value());
            }
        }
        out.writeInt(state.bestEvaluation());
    }

    private void tensors(TrainingState state) throws IOException {
        out.writeInt(state.tensors().size());
        for (int k = 0; k < state.tensors().size(); k++) {
            TrainedTensor tensor = state.tensors().get(k);
            out.writeUTF(tensor.name());
            out.writeInt(tensor.shape().length);
            for (int size : tensor.shape()) {
                out.writeInt(size);
            }
            numbers(tensor.value(), tensor.count());
            numbers(FloatBuffer.wrap(state.adamW().first()[k]), tensor.count());
            numbers(FloatBuffer.wrap(state.adamW().second()[k]), tensor.count());
            if (state.bestValues() != null) {
                numbers(FloatBuffer.wrap(state.bestValues()[k]), tensor.count());
            }
        }
    }

    private void memory(TrainingState state) throws IOException {
        out.writeInt(state.rule().memory().size());
        for (float[] numbers : state.rule().memory()) {
            out.writeInt(numbers.length);
            numbers(FloatBuffer.wrap(numbers), numbers.length);
        }
    }

    private void numbers(FloatBuffer numbers, int count) throws IOException {
        for (int start = 0; start < count; start += BLOCK) {
            int length = Math.min(BLOCK, count - start);
            numbers.get(start, some, 0, length);
            floats.put(0, some, 0, length);
            out.write(block.array(), 0, length * Float.BYTES);
        }
    }
}
