package org.peftcheck.training.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.training.model.FloatTensor;

/** Writes tensors of training as a safetensors file, each as it is held: in bf16 or in single precision. */
public final class ModelFile {

    private ModelFile() {}

    /**
     * Writes tensors; the file appears once it is whole.
     *
     * @param file the file
     * @param tensors the tensors by their names
     * @throws IllegalArgumentException when the file cannot be written, or a value is not finite
     */
    public static void write(Path file, Map<String, FloatTensor> tensors) {
        List<Tensor.Head> heads = new ArrayList<>();
        new TreeMap<>(tensors).forEach((name, tensor) -> heads.add(head(name, tensor)));
        SafetensorsFile.write(file, heads, head -> tensor(head, tensors.get(head.name())));
    }

    private static Tensor.Head head(String name, FloatTensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (int side : tensor.shape()) {
            shape.add((long) side);
        }
        return new Tensor.Head(name, tensor.isBf16() ? Dtype.BF16 : Dtype.F32, shape);
    }

    private static Tensor tensor(Tensor.Head head, FloatTensor tensor) {
        float[] single = tensor.values();
        double[] values = new double[single.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = single[i];
        }
        return Tensor.of(head, values);
    }
}
