package org.peftcheck.training.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small files of llama2.c: 2 layers, d 12, 20 inner features, 6 query heads that share 3 key and value heads, inputs of 40 tokens, and
 * as many tokens as the tokenizer below has.
 */
public final class SmallLlama {

    /** The words that are pieces beside the bytes. */
    private static final List<String> PIECES = List.of(
            " ", "a", "b", "c", "d", "e", "h", "i", "l", "o", "r", "s", "t", "u", "w", "y", "é", "th", "the", " the",
            "he", " t", "ee", "ll", "ell", "hell", "hello", "in", " w", " wo", "rl", "ld", "rld", " world");

    /** The tokens of the vocabulary. */
    public static final int VOCABULARY = 259 + PIECES.size();

    private SmallLlama() {}

    /** The header of these files; a negative vocabulary says that the head is not tied. */
    public static int[] header(boolean tied) {
        return new int[] {12, 20, 2, 6, 3, tied ? VOCABULARY : -VOCABULARY, 40};
    }

    /** The values that follow a header. */
    static int count(int... header) {
        int d = header[0];
        int width = d / header[3];
        int block = 2 * d + 2 * d * d + 2 * d * width * header[4] + 3 * d * header[1];
        int table = Math.abs(header[5]) * d;
        return table + header[2] * block + d + header[6] * width + (header[5] < 0 ? table : 0);
    }

    /** A file of a header and values. */
    static byte[] file(int[] header, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : header) {
            bytes.putInt(number);
        }
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** A checkpoint with random values. */
    public static byte[] checkpoint(boolean tied, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count(header(tied))];
        for (int k = 0; k < values.length; k++) {
            values[k] = 0.3f * (float) random.nextGaussian();
        }
        return file(header(tied), values);
    }

    /** The pieces with their bytes as {@code <0x0A>}, or as older files have them. */
    public static List<String> pieces(boolean older) {
        List<String> pieces = new ArrayList<>(List.of("<unk>", "\n<s>\n", "\n</s>\n"));
        for (int value = 0; value < 256; value++) {
            pieces.add(older ? "" + (char) value : String.format("<0x%02X>", value));
        }
        pieces.addAll(PIECES);
        return pieces;
    }

    /** A tokenizer's file: the earlier a piece, the higher its score; single letters are never joined to. */
    public static byte[] tokenizer(List<String> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(4).putInt(20).array());
        for (int id = 0; id < pieces.size(); id++) {
            byte[] text = pieces.get(id).getBytes(StandardCharsets.UTF_8);
            float score = id < 259 ? 0 : 259f - id;
            out.writeBytes(little(8).putFloat(score).putInt(text.length).array());
            out.writeBytes(text);
        }
        return out.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes checkpoint and tokenizer into a folder. */
    public static Path write(Path folder, boolean tied, long seed) throws IOException {
        Files.write(folder.resolve("tok.bin"), tokenizer(pieces(false)));
        return Files.write(folder.resolve("small.bin"), checkpoint(tied, seed));
    }
}
