package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaCheckpointTest {

    private static final int V = SmallLlama.VOCABULARY;
    private static final int D = 12;
    private static final int WIDTH = 2;

    @TempDir
    private Path folder;

    private LanguageModel open() {
        return PretrainedDecoders.open(folder.resolve("small.bin").toString());
    }

    private void refused(String message) {
        Path file = folder.resolve("small.bin");
        BadModelException refused = assertThrows(BadModelException.class, this::open);
        assertEquals(file + message, refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    /** A file in which every value is its own place. */
    private void writePlaces(boolean tied) throws IOException {
        SmallLlama.write(folder, tied, 1);
        int[] header = SmallLlama.header(tied);
        float[] places = new float[SmallLlama.count(header)];
        for (int k = 0; k < places.length; k++) {
            places[k] = k;
        }
        Files.write(folder.resolve("small.bin"), SmallLlama.file(header, places));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTensorIsFoundInItsPlace(boolean tied) throws IOException {
        writePlaces(tied);
        PretrainedDecoder decoder = open().decoder();
        assertEquals(
                new DecoderConfig(
                        DecoderConfig.Family.LLAMA,
                        2,
                        D,
                        6,
                        3,
                        WIDTH,
                        20,
                        V,
                        40,
                        1e-5,
                        10000,
                        tied,
                        DecoderConfig.NO_BIASES),
                decoder.config());
        assertEquals("small", decoder.name());
        int at = V * D;
        assertRows(decoder, DecoderTensors.EMBEDDINGS, 0, row -> row);
        at = layers(decoder, "input_layernorm.weight", at, D, row -> row);
        at = layers(decoder, "self_attn.q_proj.weight", at, D * D, row -> row);
        at = layers(decoder, "self_attn.k_proj.weight", at, D * 3 * WIDTH, row -> row);
        at = layers(decoder, "self_attn.v_proj.weight", at, D * 3 * WIDTH, row -> row);
        at = layers(decoder, "self_attn.o_proj.weight", at, D * D, row -> row);
        at = layers(decoder, "post_attention_layernorm.weight", at, D, row -> row);
        at = layers(decoder, "mlp.gate_proj.weight", at, D * 20, row -> row);
        at = layers(decoder, "mlp.down_proj.weight", at, D * 20, row -> row);
        at = layers(decoder, "mlp.up_proj.weight", at, D * 20, row -> row);
        assertRows(decoder, DecoderTensors.FINAL_NORM, at, row -> row);
        at += D + 40 * WIDTH;
        if (!tied) {
            assertRows(decoder, DecoderTensors.HEAD, at, row -> row);
        }
    }

    private static int layers(PretrainedDecoder decoder, String name, int at, int count, IntUnaryOperator rows) {
        for (int layer = 0; layer < 2; layer++) {
            assertRows(decoder, DecoderTensors.block(layer) + name, at + layer * count, rows);
        }
        return at + 2 * count;
    }

    private static void assertRows(PretrainedDecoder decoder, String name, int at, IntUnaryOperator rows) {
        FloatTensor tensor = decoder.weights().get(name);
        int columns = tensor.shape()[tensor.shape().length - 1];
        for (int k = 0; k < tensor.values().length; k++) {
            int place = at + rows.applyAsInt(k / columns) * columns + k % columns;
            assertEquals(place, tensor.values()[k], name + " " + k);
        }
    }

    /** Heads of width 4: the pairs (0, 1) and (2, 3) of the file's rows are the pairs (0, 2) and (1, 3). */
    @Test
    void queryAndKeyRowsGoFromPairsToHalves() throws IOException {
        int[] header = {8, 6, 1, 2, 1, V, 10};
        float[] places = new float[SmallLlama.count(header)];
        for (int k = 0; k < places.length; k++) {
            places[k] = k;
        }
        SmallLlama.write(folder, true, 1);
        Files.write(folder.resolve("small.bin"), SmallLlama.file(header, places));
        PretrainedDecoder decoder = open().decoder();
        int query = V * 8 + 8;
        int[] order = {0, 2, 1, 3, 4, 6, 5, 7};
        layer(decoder, "self_attn.q_proj.weight", query, order);
        layer(decoder, "self_attn.k_proj.weight", query + 64, order);
        layer(decoder, "self_attn.v_proj.weight", query + 64 + 32, 0, 1, 2, 3);
        assertThrows(
                AssertionError.class, () -> layer(decoder, "self_attn.q_proj.weight", query, 0, 1, 2, 3, 4, 5, 6, 7));
    }

    private static void layer(PretrainedDecoder decoder, String name, int at, int... order) {
        assertRows(decoder, DecoderTensors.block(0) + name, at, row -> order[row]);
    }

    @Test
    void aFileOfAnotherSizeIsRefused() throws IOException {
        SmallLlama.write(folder, true, 1);
        Path file = folder.resolve("small.bin");
        byte[] whole = Files.readAllBytes(file);
        String expected = ": expected " + whole.length + " bytes, as the header says (2 layers, d 12, 6 heads, " + V
                + " tokens), found ";
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        refused(expected + (whole.length - 3) + " bytes, cut short by 3");
        Files.write(file, Arrays.copyOf(whole, whole.length + 8));
        refused(expected + (whole.length + 8) + " bytes, 8 more");
        Files.write(file, Arrays.copyOf(whole, 27));
        refused(": expected a llama2.c checkpoint, which begins with a header of 28 bytes, found a file of 27 bytes");
    }

    @Test
    void anUnsoundHeaderIsRefused() throws IOException {
        SmallLlama.write(folder, true, 1);
        header(", header, n_layers: expected a number above zero, found 0", 12, 20, 0, 6, 3, V, 40);
        header(", header, max_seq_len: expected a number above zero, found -1", 12, 20, 2, 6, 3, V, -1);
        header(
                ", header, n_heads: expected heads of one even width in 12 features, found 5 heads",
                12,
                20,
                2,
                5,
                5,
                V,
                40);
        header(
                ", header, n_heads: expected heads of one even width in 12 features, found 4 heads",
                12,
                20,
                2,
                4,
                2,
                V,
                40);
        header(", header, n_kv_heads: expected a divisor of n_heads = 6, found 4", 12, 20, 2, 6, 4, V, 40);
        header(
                ", header: expected a llama2.c checkpoint of version 0, found one of version 1",
                0x616b3432,
                1,
                2,
                6,
                4,
                V,
                40);
    }

    /** What begins an archive as PyTorch writes one, with whatever else. */
    @Test
    void sizesBeyondAllFilesAreRefused() throws IOException {
        SmallLlama.write(folder, true, 1);
        int much = 0x04034b50;
        header(
                ", header: expected sizes of a file below 2^63 bytes, found " + much + " layers, d " + much
                        + ", 2 heads, " + V + " tokens",
                much,
                much,
                much,
                2,
                1,
                V,
                40);
    }

    private void header(String message, int... header) throws IOException {
        Files.write(folder.resolve("small.bin"), SmallLlama.file(header));
        refused(message);
    }

    @Test
    void aValueThatIsNotFiniteIsRefused() throws IOException {
        float[] values = new float[SmallLlama.count(SmallLlama.header(true))];
        values[V * D + 5] = Float.NaN;
        SmallLlama.write(folder, true, 1);
        Files.write(folder.resolve("small.bin"), SmallLlama.file(SmallLlama.header(true), values));
        refused(", model.layers.0.input_layernorm.weight, value 5 (from 0): expected a finite value, found NaN");
    }

    @Test
    void theTokenizerMustFit() throws IOException {
        SmallLlama.write(folder, true, 1);
        List<String> pieces = SmallLlama.pieces(false);
        Files.write(folder.resolve("tok.bin"), SmallLlama.tokenizer(pieces.subList(0, 280)));
        refused(": expected one tokenizer.bin or tok*.bin beside it with " + V + " pieces, found tok.bin with 280");
        Files.write(folder.resolve("tokenizer.bin"), SmallLlama.tokenizer(pieces));
        assertEquals(
                V,
                assertInstanceOf(DecoderTokenizerSource.ScoredPieces.class, open().tokenizer())
                        .pieces()
                        .size());
        Files.delete(folder.resolve("tok.bin"));
        Files.delete(folder.resolve("tokenizer.bin"));
        refused(": expected one tokenizer.bin or tok*.bin beside it with " + V + " pieces, found none");
    }

    @Test
    void aTokenizerThatEndsTooSoonIsRefused() throws IOException {
        SmallLlama.write(folder, true, 1);
        Path file = folder.resolve("tok.bin");
        byte[] whole = Files.readAllBytes(file);
        tokenizer(
                ", piece " + (V - 1) + " (from 0): expected 6 bytes of a llama2.c tokenizer, found an end after 5",
                Arrays.copyOf(whole, whole.length - 1));
        whole[8] = 100;
        tokenizer(", piece 0 (from 0): expected a length from 0 to 20, the longest, found 100", whole);
        tokenizer(", beginning: expected 4 bytes of a llama2.c tokenizer, found an end after 2", new byte[2]);
    }

    private void tokenizer(String message, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("tok.bin"), bytes);
        BadModelException refused = assertThrows(BadModelException.class, this::open);
        assertEquals(file + message, refused.getMessage());
    }

    @Test
    void aPackedFileHasItsTokenizerAfterTheCheckpoint() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SmallLlama.checkpoint(true, 3));
        Path file = folder.resolve("llama2.data");
        Files.write(file, out.toByteArray());
        BadModelException refused =
                assertThrows(BadModelException.class, () -> PretrainedDecoders.open(file.toString()));
        assertTrue(refused.getMessage()
                .endsWith(" tokens), and the tokenizer after them, found " + out.size() + " bytes, nothing after it"));
        out.writeBytes(SmallLlama.tokenizer(SmallLlama.pieces(true)));
        Files.write(file, out.toByteArray());
        LanguageModel packed = PretrainedDecoders.open(folder.toString());
        assertEquals("llama2", packed.decoder().name());
        Files.delete(file);
        SmallLlama.write(folder, true, 3);
        assertEquals(open().decoder().weights(), packed.decoder().weights());
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        String expected = ": expected a folder with config.json, model.safetensors (or its index) and tokenizer.json,"
                + " or a checkpoint of llama2.c (a .bin beside tokenizer.bin or tok*.bin, or llama2.data), found ";
        Path missing = folder.resolve("missing");
        noModel(missing, expected + "no file or folder of that name");
        expected =
                ": expected config.json with model.safetensors, or one checkpoint of llama2.c (*.bin or llama2.data), found ";
        noModel(folder, expected + "neither");
        SmallLlama.write(folder, true, 3);
        assertEquals(
                "small", PretrainedDecoders.open(folder.toString()).decoder().name());
        Files.write(folder.resolve("another.bin"), new byte[3]);
        noModel(folder, expected + "another.bin and small.bin");
    }

    private static void noModel(Path path, String message) {
        BadModelException refused =
                assertThrows(BadModelException.class, () -> PretrainedDecoders.open(path.toString()));
        assertEquals("model " + path + message, refused.getMessage());
    }
}
