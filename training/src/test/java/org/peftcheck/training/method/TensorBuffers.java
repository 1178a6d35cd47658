package org.peftcheck.training.method;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.peftcheck.training.engine.TrainedTensor;

/** Trained tensors without a session. */
final class TensorBuffers {

    private TensorBuffers() {}

    static TrainedTensor tensor(String name, int rows, int columns, float... values) {
        TrainedTensor tensor = new TrainedTensor(
                name,
                new int[] {rows, columns},
                TrainedTensor.Group.ENCODER,
                true,
                direct(rows * columns),
                direct(rows * columns));
        tensor.value().put(0, values);
        return tensor;
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(Float.BYTES * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static float[] values(TrainedTensor tensor) {
        return entries(tensor.value(), tensor.count());
    }

    static float[] gradient(TrainedTensor tensor) {
        return entries(tensor.gradient(), tensor.count());
    }

    private static float[] entries(FloatBuffer buffer, int count) {
        float[] entries = new float[count];
        buffer.get(0, entries);
        return entries;
    }
}
