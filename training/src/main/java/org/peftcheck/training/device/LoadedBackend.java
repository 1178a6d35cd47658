package org.peftcheck.training.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What ND4J has loaded, in its own words.
 *
 * @param backend the class of the backend, without its package
 * @param blas the library for matrix products
 * @param threads how many threads it computes with
 * @param version the version of ND4J
 */
public record LoadedBackend(String backend, String blas, int threads, String version) {

    /**
     * Loads ND4J through the {@linkplain BackendGate gate}, which takes a second or two, and asks it.
     *
     * @return its description
     * @throws UnusableDeviceException if no backend would work
     */
    public static LoadedBackend load() {
        BackendGate.open();
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        return new LoadedBackend(
                Nd4j.getBackend().getClass().getSimpleName(),
                String.valueOf(environment.get("blas.vendor")),
                Nd4j.getEnvironment().maxThreads(),
                artifactVersion());
    }

    /** The version that Maven has left in the artifact; the manifest has none. */
    private static String artifactVersion() {
        Properties artifact = new Properties();
        try (InputStream in = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            artifact.load(Objects.requireNonNull(in, "nd4j-api without its pom.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifact.getProperty("version");
    }
}
