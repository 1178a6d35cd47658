package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A model inside a Maven artifact.
 *
 * @param model the model's name
 * @param groupId the artifact's group
 * @param artifactId the artifact's id
 * @param version the artifact's version
 * @param resource the model's file in the artifact
 */
public record ModelArtifact(String model, String groupId, String artifactId, String version, String resource) {

    /**
     * Something to do with the model's bytes.
     *
     * @param <T> what comes of it
     */
    public interface Reader<T> {
        /**
         * Reads the model.
         *
         * @param in its bytes, closed by the caller
         * @return what was read
         * @throws IOException when reading fails
         */
        T read(InputStream in) throws IOException;
    }

    /** The local Maven repository: system property {@code maven.repo.local}, else {@code ~/.m2/repository}. */
    public static Path localRepository() {
        String repository = System.getProperty("maven.repo.local");
        return repository == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(repository);
    }

    /**
     * Another file of the same artifact.
     *
     * @param file its name in the artifact
     * @return the artifact with that file as its resource
     */
    public ModelArtifact withResource(String file) {
        return new ModelArtifact(model, groupId, artifactId, version, file);
    }

    /**
     * Reads the model from the class path, else from the artifact in a local Maven repository.
     *
     * @param classPath what may have the artifact
     * @param repository the repository's folder
     * @param reader what reads the bytes
     * @param <T> what comes of it
     * @return what the reader made
     * @throws BadCheckpointException when it is in neither place; the message says how to get it
     * @throws IOException when reading fails
     */
    public <T> T read(ClassLoader classPath, Path repository, Reader<T> reader) throws IOException {
        URL url = classPath.getResource(resource);
        if (url != null) {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return reader.read(in);
            }
        }
        Path jar = jar(repository);
        if (!Files.isRegularFile(jar)) {
            String expected = "the artifact " + coordinates() + " on the class path or in the local Maven repository";
            String found =
                    "no " + jar + " (get it: mvn dependency:get -Dtransitive=false -Dartifact=" + coordinates() + ")";
            throw new BadCheckpointException(model, "model", expected, found);
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(resource);
            if (entry == null) {
                throw new BadCheckpointException(jar.toString(), "archive", "an entry " + resource, "none");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return reader.read(in);
            }
        }
    }

    /** Group, id and version, as Maven writes them. */
    public String coordinates() {
        return groupId + ":" + artifactId + ":" + version;
    }

    /**
     * Where the artifact lies in a local repository.
     *
     * @param repository the repository's folder
     */
    public Path jar(Path repository) {
        return repository
                .resolve(groupId.replace('.', '/'))
                .resolve(artifactId)
                .resolve(version)
                .resolve(artifactId + "-" + version + ".jar");
    }
}
