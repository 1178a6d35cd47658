package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be opened, and where a model is looked for. */
class CheckpointsTest {
    private static final String KNOWN =
            ": file: expected minilm, or the path of an .onnx or .safetensors file, or of a folder with one, found ";
    private static final ModelArtifact ARTIFACT = new ModelArtifact("m", "org.some", "model", "1.2", "m.onnx");
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void whatIsNoFileIsRefused() {
        String missing = folder.resolve("missing.safetensors").toString();
        Refusal.expect(missing + KNOWN + "no file of that name", () -> Checkpoints.open(missing));
        Refusal.expect("minilmm" + KNOWN + "no file of that name", () -> Checkpoints.open("minilmm"));
        Refusal.expect(
                folder + ": folder: expected a file model.safetensors or model.safetensors.index.json, found neither",
                () -> Checkpoints.open(folder.toString()));
        Refusal.expect("a\\u0000b" + KNOWN + "no path: Nul character not allowed", () -> Checkpoints.open("a\0b"));
    }

    @Test
    void aFileOfAnotherEndingIsToldByItsFirstBytes() throws IOException {
        Path file = folder.resolve("weights.bin");
        Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        Refusal.expect(
                file + ": header: expected a matrix *.weight that is no embedding, norm or lm_head, "
                        + "found none among 0 tensors",
                () -> Checkpoints.open(file.toString()));
        Files.write(file, new byte[] {8, 7});
        Refusal.expect(
                file + ": ONNX graph: expected MatMul or Gemm nodes with a stored matrix, found none among 0 nodes",
                () -> Checkpoints.open(file.toString()));
        Files.write(file, new byte[] {'P', 'K', 3, 4, 10, 0, 0, 0, 0, 0, 0});
        Refusal.expect(
                file + ": file: expected an ONNX model or a safetensors file, "
                        + "found other content, first bytes 50 4b 03 04 0a 00 00 00 00",
                () -> Checkpoints.open(file.toString()));
        Files.write(file, new byte[0]);
        Refusal.expect(
                file + ": file: expected an ONNX model or a safetensors file, found an empty file",
                () -> Checkpoints.open(file.toString()));
    }

    @Test
    void theEndingDecidesWhateverItsCase() throws IOException {
        Path file = Files.write(folder.resolve("W.SafeTensors"), new byte[] {8, 7});
        Refusal.expect(
                file + ": header length: expected 8 bytes, found a file of 2 bytes",
                () -> Checkpoints.open(file.toString()));
    }

    @Test
    void theClassPathComesFirst() throws IOException {
        Files.write(folder.resolve("m.onnx"), BYTES);
        try (URLClassLoader classPath =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Path nowhere = folder.resolve("nowhere");
            assertArrayEquals(BYTES, ARTIFACT.read(classPath, nowhere, in -> in.readAllBytes()));
        }
    }

    @Test
    void theLocalRepositoryComesSecond() throws IOException {
        Path jar = folder.resolve("org/some/model/1.2/model-1.2.jar");
        writeJar(jar, "m.onnx");
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertArrayEquals(BYTES, ARTIFACT.read(empty, folder, in -> in.readAllBytes()));
            writeJar(jar, "other.onnx");
            Refusal.expect(
                    jar + ": archive: expected an entry m.onnx, found none",
                    () -> ARTIFACT.read(empty, folder, in -> in.readAllBytes()));
        }
    }

    @Test
    void aModelInNeitherPlaceIsAnsweredWithHowToGetIt() throws IOException {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            Refusal.expect(
                    "m: model: expected the artifact org.some:model:1.2 on the class path or in the local Maven repository, "
                            + "found no " + folder.resolve("org/some/model/1.2/model-1.2.jar")
                            + " (get it: mvn dependency:get -Dtransitive=false -Dartifact=org.some:model:1.2)",
                    () -> ARTIFACT.read(empty, folder, in -> in.readAllBytes()));
        }
    }

    /** The version that is looked for in a local repository is the one that the build declares. */
    @Test
    void theArtifactIsTheOneOfTheBuild() {
        String onClassPath = CheckpointsTest.class
                .getClassLoader()
                .getResource("all-minilm-l6-v2.onnx")
                .toString();
        String looked = Checkpoints.MINILM_ARTIFACT
                .jar(Path.of("repository"))
                .getFileName()
                .toString();
        assertTrue(onClassPath.contains("/" + looked + "!"), () -> onClassPath + " is not in " + looked);
        assertEquals("all-minilm-l6-v2.onnx", Checkpoints.MINILM_ARTIFACT.resource());
    }

    @Test
    void textForMessagesIsShortAndOnOneLine() {
        assertEquals("'a\\u000ab'", Quote.of("a\nb"));
        String quoted = Quote.of("x".repeat(1000));
        assertEquals("'" + "x".repeat(55) + "…" + "x".repeat(55) + " (1000 characters)'", quoted);
        assertEquals("'" + "x".repeat(120) + "'", Quote.of("x".repeat(120)));
    }

    private static void writeJar(Path jar, String entry) throws IOException {
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(BYTES);
        }
    }
}
