package org.peftcheck.training.run;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.TrainedTensor;

/** Reads what {@link CheckpointWriter} writes. Nothing is taken from a file before the digest of all of it is found right. */
final class CheckpointReader {

    private static final int BLOCK = 1 << 14;

    private final Path file;
    private final DataInputStream in;
    private final byte[] block = new byte[BLOCK * Float.BYTES];
    private final FloatBuffer floats = ByteBuffer.wrap(block).asFloatBuffer();
    private final float[] some = new float[BLOCK];

    private CheckpointReader(Path file, InputStream in) {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(in, BLOCK * Float.BYTES));
    }

    /**
     * Puts the state of a checkpoint in place: into the state, and into the buffers of the session.
     *
     * @param file the checkpoint
     * @param configuration the digest of the configuration of the run
     * @param state the state, which is as it was where this fails
     * @throws DamagedCheckpointException when the file is not as it was written, or cannot be read
     * @throws BadRunException when it is of another configuration, another format or other tensors
     */
    static void read(Path file, byte[] configuration, TrainingState state) throws DamagedCheckpointException {
        try {
            requireWhole(file);
            try (InputStream in = Files.newInputStream(file)) {
                CheckpointReader reader = new CheckpointReader(file, in);
                reader.head(configuration);
                reader.state(state);
            }
        } catch (IOException e) {
            throw new DamagedCheckpointException(file + ": expected a checkpoint that can be read, got " + e, e);
        }
    }

    private static void requireWhole(Path file) throws IOException, DamagedCheckpointException {
        long length = Files.size(file) - Sha256.LENGTH;
        if (length < CheckpointWriter.MAGIC.length + Integer.BYTES + Sha256.LENGTH) {
            throw new DamagedCheckpointException(
                    file + ": expected a whole checkpoint, found " + Files.size(file) + " bytes");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK)) {
            byte[] found = Sha256.of(in, length);
            if (!Arrays.equals(found, in.readNBytes(Sha256.LENGTH))) {
                throw new DamagedCheckpointException(
                        file + ": expected a whole checkpoint, found bytes that do not have the SHA-256 at its end");
            }
        }
    }

    private void head(byte[] configuration) throws IOException {
        byte[] magic = in.readNBytes(CheckpointWriter.MAGIC.length);
        int format = in.readInt();
        if (!Arrays.equals(magic, CheckpointWriter.MAGIC) || format != CheckpointWriter.FORMAT) {
            throw new BadRunException(file + ": expected a checkpoint of format " + CheckpointWriter.FORMAT
                    + ", found another kind of file, or format " + format);
        }
        if (!Arrays.equals(in.readNBytes(Sha256.LENGTH), configuration)) {
            throw new BadRunException(
                    file + ": expected a checkpoint of this run's configuration, found one of another");
        }
    }

    private void state(TrainingState state) throws IOException {
        int step = in.readInt();
        double trained = in.readDouble();
        double evaluated = in.readDouble();
        double[] losses = new double[step];
        double[] millis = new double[step];
        for (int k = 0; k < step; k++) {
            losses[k] = in.readDouble();
            millis[k] = in.readDouble();
        }
        TrainingCurves curves = new TrainingCurves(losses, millis, evaluations());
        int best = in.readInt();
        float[][] bestValues = best < 0 ? null : state.newValues();
        tensors(state, bestValues);
        memory(state.rule().memory());
        state.resume(curves, trained, evaluated, best, bestValues);
    }

    private List<EvaluationPoint> evaluations() throws IOException {
        int count = in.readInt();
        List<EvaluationPoint> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            long step = in.readLong();
            int metrics = in.readInt();
            List<MetricValue> values = new ArrayList<>();
            for (int m = 0; m < metrics; m++) {
                values.add(new MetricValue(in.readUTF(), in.readDouble()));
            }
            points.add(new EvaluationPoint(step, values));
        }
        return points;
    }

    private void tensors(TrainingState state, float[][] bestValues) throws IOException {
        require("tensors", state.tensors().size() + "", in.readInt() + "");
        for (int k = 0; k < state.tensors().size(); k++) {
            TrainedTensor tensor = state.tensors().get(k);
            require("a tensor", described(tensor.name(), tensor.shape()), described(in.readUTF(), shape()));
            numbers(tensor.value(), tensor.count());
            numbers(FloatBuffer.wrap(state.adamW().first()[k]), tensor.count());
            numbers(FloatBuffer.wrap(state.adamW().second()[k]), tensor.count());
            if (bestValues != null) {
                numbers(FloatBuffer.wrap(bestValues[k]), tensor.count());
            }
        }
    }

    private void memory(List<float[]> memory) throws IOException {
        require("arrays of the method's rule", memory.size() + "", in.readInt() + "");
        for (float[] numbers : memory) {
            require("numbers of the method's rule", numbers.length + "", in.readInt() + "");
            numbers(FloatBuffer.wrap(numbers), numbers.length);
        }
    }

    private int[] shape() throws IOException {
        int[] shape = new int[in.readInt()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = in.readInt();
        }
        return shape;
    }

    private static String described(String name, int... shape) {
        return name + " " + Arrays.toString(shape);
    }

    private void require(String what, String expected, String found) {
        if (!expected.equals(found)) {
            throw new BadRunException(file + ": " + what + ": expected " + expected + ", found " + found);
        }
    }

    private void numbers(FloatBuffer numbers, int count) throws IOException {
        for (int start = 0; start < count; start += BLOCK) {
            int length = Math.min(BLOCK, count - start);
            in.readFully(block, 0, length * Float.BYTES);
            floats.get(0, some, 0, length);
            numbers.put(start, some, 0, length);
        }
    }
}
