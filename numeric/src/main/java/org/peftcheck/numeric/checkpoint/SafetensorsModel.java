package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the safetensors files of a model are: one file, or several beside an index. */
public final class SafetensorsModel {

    /** The name of the file of a model in one file. */
    public static final String FILE = "model.safetensors";
    /** The name of the index of a model in several files. */
    public static final String INDEX = "model.safetensors.index.json";

    static final String INDEX_ENDING = ".safetensors.index.json";

    private SafetensorsModel() {}

    /**
     * The file to begin with in a folder: {@value #FILE}, else {@value #INDEX}.
     *
     * @param folder a folder
     * @return the file; empty where there is neither
     */
    public static Optional<Path> in(Path folder) {
        return List.of(FILE, INDEX).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Whether the file is an index, by its name. */
    static boolean isIndex(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(INDEX_ENDING);
    }

    /**
     * The files of a model and the tensors in each, in the order of their data.
     *
     * @param path a safetensors file or an index
     * @throws BadCheckpointException when a file breaks its format's rules, or a shard does not have what the index says
     * @throws IOException when reading fails
     */
    static Map<Path, List<TensorEntry>> files(Path path) throws IOException {
        if (isIndex(path)) {
            return SafetensorsIndex.read(path);
        }
        Map<Path, List<TensorEntry>> one = new LinkedHashMap<>();
        one.put(path, SafetensorsCheckpoint.tensors(path));
        return one;
    }
}
