package org.peftcheck.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendGateTest {

    private static final String SERVICES = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    @TempDir
    Path folder;

    /** A jar that looks like ND4J's for CUDA, seen beside the real one for the CPU. */
    private ClassLoader withCuda() throws IOException {
        Path jar = folder.resolve("nd4j-cuda-11.6-1.0.0-M2.1.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(Backend.CUDA.resource()));
            out.putNextEntry(new JarEntry(SERVICES));
            out.write("# a comment\norg.nd4j.linalg.jcublas.JCublasBackend\n".getBytes());
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void theDefaultBuildHasTheCpuOnly() {
        assertEquals(Optional.empty(), CudaBuild.on(getClass().getClassLoader()));
        assertTrue(BackendGate.choice() instanceof BackendChoice.Use use && use.backend() == Backend.CPU);
    }

    @Test
    void aBuildForCudaIsFoundByItsJar() throws IOException {
        assertEquals(Optional.of(new CudaBuild("nd4j-cuda-11.6")), CudaBuild.on(withCuda()));
    }

    @Test
    void oneBackendIsLeft() throws IOException {
        ClassLoader both = withCuda();
        assertEquals(2, Collections.list(both.getResources(SERVICES)).size());
        List<URL> cpu = Collections.list(new OneBackendLoader(both, Backend.CPU).getResources(SERVICES));
        assertEquals(1, cpu.size());
        assertFalse(cpu.get(0).toString().contains("cuda"), cpu.toString());
        List<URL> cuda = Collections.list(new OneBackendLoader(both, Backend.CUDA).getResources(SERVICES));
        assertEquals(1, cuda.size());
        assertTrue(cuda.get(0).toString().contains("cuda"), cuda.toString());
        String other = "META-INF/MANIFEST.MF";
        assertEquals(
                Collections.list(both.getResources(other)).size(),
                Collections.list(new OneBackendLoader(both, Backend.CPU).getResources(other))
                        .size());
    }

    @Test
    void whatIsLoadedDescribesItself() {
        LoadedBackend loaded = LoadedBackend.load();
        assertEquals("CpuBackend", loaded.backend());
        assertEquals("1.0.0-M2.1", loaded.version());
        assertTrue(loaded.threads() >= 1, loaded.toString());
        assertFalse(loaded.blas().isBlank());
    }
}
