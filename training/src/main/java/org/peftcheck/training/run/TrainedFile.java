package org.peftcheck.training.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;

/** The trained tensors of a run as safetensors, by their names and in single precision. */
public final class TrainedFile {

    private TrainedFile() {}

    /**
     * Writes the values of trained tensors. The bytes depend on names, shapes and values alone.
     *
     * @param file the file; one that is there is replaced
     * @param tensors the tensors
     */
    public static void write(Path file, List<TrainedTensor> tensors) {
        Map<String, TrainedTensor> byName =
                tensors.stream().collect(Collectors.toMap(TrainedTensor::name, Function.identity()));
        SafetensorsFile.write(
                file, tensors.stream().map(TrainedFile::head).toList(), head -> tensor(head, byName.get(head.name())));
        DurableFile.force(file);
    }

    private static Tensor.Head head(TrainedTensor tensor) {
        List<Long> shape = Arrays.stream(tensor.shape()).asLongStream().boxed().toList();
        return new Tensor.Head(tensor.name(), Dtype.F32, shape);
    }

    private static Tensor tensor(Tensor.Head head, TrainedTensor tensor) {
        double[] values = new double[tensor.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.value().get(i);
        }
        return Tensor.of(head, values);
    }

    /**
     * Reads trained tensors.
     *
     * @param file the file
     * @return the values by name, in the order of the file
     * @throws IllegalArgumentException when it is no safetensors file, in one line
     */
    public static Map<String, FloatTensor> read(Path file) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (Tensor tensor : SafetensorsFile.read(file)) {
            int[] shape = tensor.shape().stream().mapToInt(Math::toIntExact).toArray();
            float[] values = new float[FloatTensor.count(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) tensor.at(i);
            }
            tensors.put(tensor.name(), new FloatTensor(shape, values));
        }
        return tensors;
    }
}
