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
record ModelArtifact(String model, String groupId, String artifactId, String version, String resource) {

    /** Something to do with the model's bytes. */
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * Reads the model from the class path, else from the artifact in a local Maven repository.
     *
     * @throws BadCheckpointException when it is in neither place; the message says how to get it
     * @throws IOException when reading fails
     */
    <T> T read(ClassLoader classPath, Path repository, Reader<T> reader) throws IOException {
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
    String coordinates() {
        return groupId + ":" + artifactId + ":" + version;
    }

    /** Where the artifact lies in a local repository. */
    Path jar(Path repository) {
        return repository
                .resolve(groupId.replace('.', '/'))
                .resolve(artifactId)
                .resolve(version)
                .resolve(artifactId + "-" + version + ".jar");
    }
}
