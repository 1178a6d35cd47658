package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads checkpoints of llama2.c, version 0: a header, then all tensors in single precision, those of one kind for all layers together:
 * embeddings, attention norms, query, key, value, output, feed-forward norms, gate, down, up, last norm, the tables of the rotary
 * positions (cosines and sines, which are those of base 10000 and not needed), and the head where it is not tied. Query and key rows go
 * from pairs side by side to the order of {@link DecoderTensors}.
 */
final class LlamaCheckpoint {

    private final String file;
    private final FileChannel channel;
    private final LlamaHeader header;
    private final Map<String, FloatTensor> weights = new HashMap<>();
    private long position = LlamaHeader.BYTES;

    /**
     * What a file holds.
     *
     * @param decoder the decoder
     * @param rest the bytes after it
     */
    record Contents(PretrainedDecoder decoder, byte[] rest) {}

    private LlamaCheckpoint(String file, FileChannel channel, LlamaHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /**
     * Reads a file that is a checkpoint and nothing else.
     *
     * @param path the file
     * @param name the model's name
     * @throws BadModelException when the header is unsound, the file is shorter or longer than it says, or a value is not finite
     * @throws IOException when reading fails
     */
    static PretrainedDecoder read(Path path, String name) throws IOException {
        return read(path, name, false).decoder();
    }

    /**
     * Reads a file with a tokenizer after the checkpoint.
     *
     * @param path the file
     * @param name the model's name
     * @throws BadModelException as {@link #read(Path, String)}, or when nothing follows the checkpoint
     * @throws IOException when reading fails
     */
    static Contents withRest(Path path, String name) throws IOException {
        return read(path, name, true);
    }

    /**
     * The header of a file; nothing else of it is read.
     *
     * @param path the file
     * @throws BadModelException when the header is unsound
     * @throws IOException when reading fails
     */
    static LlamaHeader header(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return header(path.toString(), channel);
        }
    }

    private static Contents read(Path path, String name, boolean more) throws IOException {
        String file = path.toString();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            LlamaHeader header = header(file, channel);
            long end = header.bytes(file);
            checkSize(file, header, channel.size() - end, more);
            LlamaCheckpoint checkpoint = new LlamaCheckpoint(file, channel, header);
            checkpoint.readAll();
            PretrainedDecoder decoder = new PretrainedDecoder(name, header.config(), checkpoint.weights);
            byte[] rest = new byte[Math.toIntExact(channel.size() - end)];
            channel.map(MapMode.READ_ONLY, end, rest.length).get(rest);
            return new Contents(decoder, rest);
        }
    }

    private static LlamaHeader header(String file, FileChannel channel) throws IOException {
        if (channel.size() < LlamaHeader.BYTES) {
            throw new BadModelException(
                    file,
                    "a llama2.c checkpoint, which begins with a header of " + LlamaHeader.BYTES + " bytes",
                    "a file of " + channel.size() + " bytes");
        }
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, LlamaHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return LlamaHeader.read(file, bytes);
    }

    private static void checkSize(String file, LlamaHeader header, long surplus, boolean more) {
        long end = header.bytes(file);
        boolean right = more ? surplus > 0 : surplus == 0;
        if (!right) {
            String found = end + surplus + " bytes, "
                    + (surplus < 0
                            ? "cut short by " + -surplus
                            : surplus == 0 ? "nothing after it" : surplus + " more");
            String expected = end + " bytes, as the header says (" + header.text() + ")";
            throw new BadModelException(file, more ? expected + ", and the tokenizer after them" : expected, found);
        }
    }

    private void readAll() throws IOException {
        int d = header.dim();
        int inner = header.hiddenDim();
        int width = d / header.heads();
        int keyValueWidth = width * header.keyValueHeads();
        one(DecoderTensors.EMBEDDINGS, header.vocabulary(), d);
        each("input_layernorm.weight", d);
        each("self_attn.q_proj.weight", d, d);
        each("self_attn.k_proj.weight", keyValueWidth, d);
        each("self_attn.v_proj.weight", keyValueWidth, d);
        each("self_attn.o_proj.weight", d, d);
        each("post_attention_layernorm.weight", d);
        each("mlp.gate_proj.weight", inner, d);
        each("mlp.down_proj.weight", d, inner);
        each("mlp.up_proj.weight", inner, d);
        one(DecoderTensors.FINAL_NORM, d);
        position += (long) Float.BYTES * header.longest() * width;
        if (!header.tied()) {
            one(DecoderTensors.HEAD, header.vocabulary(), d);
        }
        for (int layer = 0; layer < header.layers(); layer++) {
            String attention = DecoderTensors.block(layer) + "self_attn.";
            weights.computeIfPresent(attention + "q_proj.weight", (name, pairs) -> halves(pairs, header.heads()));
            weights.computeIfPresent(
                    attention + "k_proj.weight", (name, pairs) -> halves(pairs, header.keyValueHeads()));
        }
    }

    private void each(String tensor, int... shape) throws IOException {
        for (int layer = 0; layer < header.layers(); layer++) {
            one(DecoderTensors.block(layer) + tensor, shape);
        }
    }

    private void one(String name, int... shape) throws IOException {
        float[] values = new float[FloatTensor.count(shape)];
        long bytes = (long) Float.BYTES * values.length;
        channel.map(MapMode.READ_ONLY, position, bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        position += bytes;
        for (int k = 0; k < values.length; k++) {
            if (!Float.isFinite(values[k])) {
                String place = file + ", " + name + ", value " + k + " (from 0)";
                throw new BadModelException(place, "a finite value", "" + values[k]);
            }
        }
        weights.put(name, new FloatTensor(shape, values));
    }

    private FloatTensor halves(FloatTensor pairs, int heads) {
        int columns = pairs.shape()[1];
        int[] order = DecoderTensors.halves(heads, pairs.shape()[0] / heads);
        float[] values = new float[pairs.values().length];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(pairs.values(), order[row] * columns, values, row * columns, columns);
        }
        return new FloatTensor(pairs.shape(), values);
    }
}
