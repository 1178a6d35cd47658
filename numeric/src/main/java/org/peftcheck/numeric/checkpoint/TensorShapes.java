package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.peftcheck.papers.architecture.TensorShape;

/** Reads names and shapes of the stored tensors of a model, never their data. */
public final class TensorShapes {

    private static final Set<String> FLOATING = Set.of("F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2");
    private static final List<String> ENDINGS = List.of(".safetensors", SafetensorsModel.INDEX_ENDING, ".onnx");

    private TensorShapes() {}

    /**
     * Whether a file is one of those that {@link #read} takes, by its name.
     *
     * @param path the file
     */
    public static boolean canRead(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * The floating-point tensors of a file.
     *
     * @param path a {@code .safetensors} file, the {@code .safetensors.index.json} of a model in several of them, or an {@code .onnx}
     *     file; the linear layers of an ONNX file have the names of their modules and the shape d_out × d_in
     * @return the tensors
     * @throws BadCheckpointException when there is no such file, it cannot be read, or it breaks its format's rules
     */
    public static List<TensorShape> read(Path path) {
        String file = path.toString();
        if (!Files.isRegularFile(path)) {
            String found = Files.isDirectory(path) ? "a directory" : "no file of that name";
            throw new BadCheckpointException(file, "file", "a file with one of the endings " + ENDINGS, found);
        }
        String lower = file.toLowerCase(Locale.ROOT);
        try {
            if (SafetensorsModel.isIndex(path) || lower.endsWith(".safetensors")) {
                return shapes(SafetensorsModel.files(path).values());
            }
            try (InputStream in = Files.newInputStream(path)) {
                return OnnxHeader.read(file, in);
            }
        } catch (IOException e) {
            throw new BadCheckpointException(file, "file", "to read it", e.toString(), e);
        }
    }

    private static List<TensorShape> shapes(Collection<List<TensorEntry>> files) {
        return files.stream()
                .flatMap(List::stream)
                .filter(tensor -> FLOATING.contains(tensor.dtype()))
                .map(tensor -> new TensorShape(tensor.name(), tensor.shape()))
                .toList();
    }
}
