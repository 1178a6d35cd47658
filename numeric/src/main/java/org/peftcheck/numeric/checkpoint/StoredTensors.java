package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads all tensors of a file that are stored in single or half precision, without rounding. Values of a safetensors file in bf16 are held
 * as such, all others as floats.
 */
public final class StoredTensors {

    private StoredTensors() {}

    /**
     * The tensors of a safetensors file, or of the files of an index; those of whole numbers or truth values are left out.
     *
     * @param path the file, or the {@code .safetensors.index.json} of a model in several files
     * @return the tensors, in the order of their data
     * @throws BadCheckpointException when there is no such file, it cannot be read, it breaks the format's rules, a file lacks what the
     *     index says, or a tensor has a floating-point format other than F32, F16 and BF16, too many values, or one that is NaN or
     *     infinite
     */
    public static List<StoredFloats> safetensors(Path path) {
        if (!Files.isRegularFile(path)) {
            String found = Files.isDirectory(path) ? "a directory" : "no file of that name";
            throw new BadCheckpointException(path.toString(), "file", "a safetensors file", found);
        }
        try {
            List<StoredFloats> tensors = new ArrayList<>();
            for (Map.Entry<Path, List<TensorEntry>> file :
                    SafetensorsModel.files(path).entrySet()) {
                tensors.addAll(tensors(file.getKey(), file.getValue()));
            }
            return tensors;
        } catch (IOException e) {
            throw new BadCheckpointException(path.toString(), "file", "to read it", e.toString(), e);
        }
    }

    private static List<StoredFloats> tensors(Path path, List<TensorEntry> entries) throws IOException {
        String file = path.toString();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            List<StoredFloats> tensors = new ArrayList<>();
            long start = SafetensorsCheckpoint.LENGTH_BYTES + SafetensorsCheckpoint.headerLength(file, channel);
            for (TensorEntry entry : entries) {
                if (!isWhole(entry.dtype())) {
                    tensors.add(tensor(file, channel, start, entry));
                }
            }
            return tensors;
        }
    }

    private static boolean isWhole(String dtype) {
        return dtype.startsWith("I") || dtype.startsWith("U") || dtype.equals("BOOL");
    }

    private static StoredFloats tensor(String file, FileChannel channel, long start, TensorEntry entry)
            throws IOException {
        String place = "tensor " + Quote.of(entry.name());
        Dtype dtype = switch (entry.dtype()) {
            case "F32" -> Dtype.F32;
            case "F16" -> Dtype.F16;
            case "BF16" -> Dtype.BF16;
            default -> throw new BadCheckpointException(file, place, "F32, F16 or BF16", entry.dtype());
        };
        long bytes = entry.end() - entry.begin();
        long count = bytes / dtype.byteWidth();
        if (count > WeightMatrix.MOST_VALUES) {
            String expected = "at most " + WeightMatrix.MOST_VALUES + " values";
            throw new BadCheckpointException(file, place, expected, Long.toString(count));
        }
        ByteBuffer data =
                channel.map(MapMode.READ_ONLY, start + entry.begin(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> shape = entry.shape().stream().map(Math::toIntExact).toList();
        FloatValues values = dtype == Dtype.BF16
                ? FloatValues.Bf16.decoded(data, (int) count)
                : new FloatValues.Single(dtype.decodeFloats(data, (int) count));
        return StoredFloats.checked(file, entry.name(), shape, values);
    }

    /**
     * The tensors of an ONNX model: those of linear layers by the name of the module and as d_out × d_in, the others by their own name.
     *
     * @param file the file, for messages
     * @param in its bytes
     * @return the tensors, those of linear layers first
     * @throws BadCheckpointException when the bytes are no ONNX model, or one without linear layers, or a tensor is unsound or has a
     *     floating-point format other than FLOAT, FLOAT16 and BFLOAT16
     * @throws IOException when reading fails
     */
    public static List<StoredFloats> onnx(String file, InputStream in) throws IOException {
        return OnnxTensors.read(file, in);
    }

    /**
     * The variables of a TensorFlow checkpoint in one data file, as they are stored; those of whole numbers or of double precision are
     * left out.
     *
     * @param file the checkpoint, for messages
     * @param index the bytes of the file {@code *.index}
     * @param data the file {@code *.data-00000-of-00001}, which is read once from its beginning
     * @return the variables, in the order of their data
     * @throws BadCheckpointException when the bytes break the format's rules, a checksum is wrong, or a value is NaN or infinite
     * @throws IOException when reading fails
     */
    public static List<StoredFloats> tensorFlow(String file, byte[] index, InputStream data) throws IOException {
        return TensorFlowBundle.read(file, index, data);
    }
}
