package org.peftcheck.training.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.peftcheck.training.model.DecoderConfig.Family;

/**
 * The header of a checkpoint of llama2.c, version 0: seven whole numbers of four bytes.
 *
 * @param dim d
 * @param hiddenDim features inside the feed-forward network
 * @param layers blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads
 * @param vocabulary tokens
 * @param tied whether the head is the table of embeddings; a negative size of the vocabulary says that it is not
 * @param longest the most tokens of an input
 */
record LlamaHeader(
        int dim, int hiddenDim, int layers, int heads, int keyValueHeads, int vocabulary, boolean tied, int longest) {

    static final int BYTES = 28;

    private static final String[] NAMES = {
        "dim", "hidden_dim", "n_layers", "n_heads", "n_kv_heads", "vocab_size", "max_seq_len"
    };
    private static final int VOCABULARY = 5;
    /** What files of version 1 and later begin with: "ak42". */
    private static final int LATER_VERSIONS = 0x616b3432;

    private static final double EPSILON = 1e-5;
    private static final double BASE = 10000;

    /**
     * Reads a header.
     *
     * @param file the file, for messages
     * @param bytes the header's bytes, little-endian
     * @throws BadModelException when a number is not positive, or the sizes do not fit together
     */
    static LlamaHeader read(String file, ByteBuffer bytes) {
        int[] numbers = new int[NAMES.length];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = bytes.getInt();
        }
        if (numbers[0] == LATER_VERSIONS) {
            throw new BadModelException(
                    file + ", header", "a llama2.c checkpoint of version 0", "one of version " + numbers[1]);
        }
        boolean tied = numbers[VOCABULARY] > 0;
        numbers[VOCABULARY] = Math.abs(numbers[VOCABULARY]);
        for (int k = 0; k < numbers.length; k++) {
            if (numbers[k] <= 0) {
                throw new BadModelException(file + ", header, " + NAMES[k], "a number above zero", "" + numbers[k]);
            }
        }
        LlamaHeader header = new LlamaHeader(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[VOCABULARY], tied, numbers[6]);
        header.check(file);
        return header;
    }

    private void check(String file) {
        String place = file + ", header, ";
        if (dim % heads != 0 || dim / heads % 2 != 0) {
            throw new BadModelException(
                    place + "n_heads", "heads of one even width in " + dim + " features", "" + heads + " heads");
        }
        if (heads % keyValueHeads != 0) {
            throw new BadModelException(place + "n_kv_heads", "a divisor of n_heads = " + heads, "" + keyValueHeads);
        }
    }

    /** The sizes; the base of the rotary positions and the norm's ε are those of llama2.c. */
    DecoderConfig config() {
        return new DecoderConfig(
                Family.LLAMA,
                layers,
                dim,
                heads,
                keyValueHeads,
                dim / heads,
                hiddenDim,
                vocabulary,
                longest,
                EPSILON,
                BASE,
                tied,
                DecoderConfig.NO_BIASES);
    }

    /** The values of a file's tensors, the tables of the rotary positions among them. */
    BigInteger values() {
        BigInteger d = BigInteger.valueOf(dim);
        BigInteger table = d.multiply(BigInteger.valueOf(vocabulary));
        BigInteger keyValueWidth = BigInteger.valueOf((long) dim / heads * keyValueHeads);
        BigInteger linear = d.add(keyValueWidth).add(BigInteger.ONE).shiftLeft(1);
        BigInteger inner = BigInteger.valueOf(3L * hiddenDim);
        BigInteger block = d.multiply(linear.add(inner));
        BigInteger positions = BigInteger.valueOf((long) longest * (dim / heads));
        return table.multiply(tied ? BigInteger.ONE : BigInteger.TWO)
                .add(block.multiply(BigInteger.valueOf(layers)))
                .add(d)
                .add(positions);
    }

    /**
     * The bytes of a file.
     *
     * @param file the file, for messages
     * @throws BadModelException when no file can have as many
     */
    long bytes(String file) {
        BigInteger bytes = values().multiply(BigInteger.valueOf(Float.BYTES)).add(BigInteger.valueOf(BYTES));
        if (bytes.bitLength() >= Long.SIZE) {
            throw new BadModelException(file + ", header", "sizes of a file below 2^63 bytes", text());
        }
        return bytes.longValueExact();
    }

    /** The sizes in words. */
    String text() {
        return layers + " layers, d " + dim + ", " + heads + " heads, " + vocabulary + " tokens";
    }
}
