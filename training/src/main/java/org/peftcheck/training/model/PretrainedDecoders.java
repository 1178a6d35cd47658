package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens pre-trained decoders. */
public final class PretrainedDecoders {

    private static final String EXPECTED =
            "a folder with config.json, model.safetensors (or its index) and tokenizer.json,"
                    + " or a checkpoint of llama2.c (a .bin beside tokenizer.bin or tok*.bin, or llama2.data)";

    private PretrainedDecoders() {}

    /**
     * Whether a model looks like one that {@link #open} takes: a file; a folder whose configuration names a kind of decoder; or one
     * without configuration that has a checkpoint of llama2.c.
     *
     * @param model a path or a name
     * @return whether it is to be opened here; what it has may still be unsound
     */
    public static boolean canOpen(String model) {
        try {
            Path path = Path.of(model);
            if (!Files.isDirectory(path)) {
                return Files.isRegularFile(path);
            }
            Path config = path.resolve(DecoderFolder.CONFIG);
            return Files.isRegularFile(config) ? DecoderConfigFile.isDecoder(config) : LlamaFiles.areIn(path);
        } catch (InvalidPathException e) {
            return false;
        } catch (IOException e) {
            throw new BadModelException("model " + model, "to read it", e.toString(), e);
        }
    }

    /**
     * Opens a model.
     *
     * @param model a folder of Hugging Face's with {@code config.json}, {@code model.safetensors} or
     *     {@code model.safetensors.index.json}, and {@code tokenizer.json}, of type llama, mistral, qwen2 or qwen3; or a checkpoint of
     *     llama2.c, {@code NAME.bin} with a {@code tokenizer.bin} or {@code tok*.bin} in the same folder, or {@code llama2.data} with both;
     *     or a folder with one of these
     * @return the decoder, and what its tokenizer is made from
     * @throws BadModelException when there is no such model, or its parts do not fit together, in one line
     * @throws org.peftcheck.papers.BadDataException when a field of the configuration is missing or wrong
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when the weights break their format's rules
     */
    public static LanguageModel open(String model) {
        Path path;
        try {
            path = Path.of(model);
        } catch (InvalidPathException e) {
            throw new BadModelException("model " + model, EXPECTED, "no path: " + e.getReason(), e);
        }
        if (!Files.exists(path)) {
            throw new BadModelException("model " + model, EXPECTED, "no file or folder of that name");
        }
        try {
            if (Files.isRegularFile(path)) {
                return LlamaFiles.file(path);
            }
            return Files.isRegularFile(path.resolve(DecoderFolder.CONFIG))
                    ? DecoderFolder.open(path)
                    : LlamaFiles.inFolder(path);
        } catch (IOException e) {
            throw new BadModelException("model " + model, "to read it", e.toString(), e);
        }
    }

    /**
     * The sizes of a checkpoint of llama2.c, of which the header is read only.
     *
     * @param path a file, {@code NAME.bin} or {@code llama2.data}; or a folder without configuration that has one
     * @return the sizes, or nothing when the path is none of these
     * @throws BadModelException when the header is unsound, or there is more than one
     */
    public static Optional<DecoderConfig> sizes(Path path) {
        try {
            if (Files.isDirectory(path)) {
                boolean has = !Files.exists(path.resolve(DecoderFolder.CONFIG)) && LlamaFiles.areIn(path);
                return has
                        ? Optional.of(LlamaCheckpoint.header(LlamaFiles.checkpointIn(path))
                                .config())
                        : Optional.empty();
            }
            boolean checkpoint = Files.isRegularFile(path) && LlamaFiles.isCheckpoint(path);
            return checkpoint ? Optional.of(LlamaCheckpoint.header(path).config()) : Optional.empty();
        } catch (IOException e) {
            throw new BadModelException("model " + path, "to read it", e.toString(), e);
        }
    }
}
