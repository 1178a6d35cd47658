package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.peftcheck.training.model.DecoderTokenizerSource.ScoredPieces;

/**
 * Finds checkpoint and tokenizer of llama2.c: a {@code .bin} beside {@code tokenizer.bin} or {@code tok*.bin}, or a file
 * {@code llama2.data} with both, as the build for browsers packs them.
 */
final class LlamaFiles {

    private static final String PACKED = ".data";

    private LlamaFiles() {}

    /**
     * Whether a folder has a file that may be a checkpoint.
     *
     * @param folder a folder
     * @throws IOException when reading fails
     */
    static boolean areIn(Path folder) throws IOException {
        return !files(folder, false).isEmpty();
    }

    /**
     * Reads the model of a folder.
     *
     * @param folder a folder with one checkpoint
     * @throws BadModelException when there is no checkpoint or more than one, or it cannot be used
     * @throws IOException when reading fails
     */
    static LanguageModel inFolder(Path folder) throws IOException {
        return file(checkpointIn(folder));
    }

    /** The one checkpoint of a folder. */
    static Path checkpointIn(Path folder) throws IOException {
        List<Path> checkpoints = files(folder, false);
        if (checkpoints.size() != 1) {
            String expected =
                    "config.json with model.safetensors, or one checkpoint of llama2.c (*.bin or llama2.data)";
            String found = checkpoints.isEmpty()
                    ? "neither"
                    : checkpoints.get(0).getFileName() + " and "
                            + checkpoints.get(1).getFileName();
            throw new BadModelException("model " + folder, expected, found);
        }
        return checkpoints.get(0);
    }

    /**
     * Reads a model.
     *
     * @param path a checkpoint, or a {@code .data} with the tokenizer after it
     * @throws BadModelException when it is no checkpoint, or has no tokenizer beside it or in it
     * @throws IOException when reading fails
     */
    static LanguageModel file(Path path) throws IOException {
        String name = path.getFileName().toString();
        String model = name.replaceFirst("\\.[^.]*$", "");
        if (name.toLowerCase(Locale.ROOT).endsWith(PACKED)) {
            LlamaCheckpoint.Contents contents = LlamaCheckpoint.withRest(path, model);
            String place = path + ", after the checkpoint";
            ScoredPieces pieces = LlamaTokenizerFile.read(place, contents.rest());
            int expected = contents.decoder().config().vocabulary();
            if (pieces.pieces().size() != expected) {
                throw new BadModelException(
                        place, expected + " pieces", "" + pieces.pieces().size());
            }
            return new LanguageModel(contents.decoder(), pieces);
        }
        ScoredPieces pieces = beside(path, LlamaCheckpoint.header(path).vocabulary());
        return new LanguageModel(LlamaCheckpoint.read(path, model), pieces);
    }

    private static ScoredPieces beside(Path checkpoint, int vocabulary) throws IOException {
        List<ScoredPieces> fitting = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Path file : files(checkpoint.toAbsolutePath().getParent(), true)) {
            ScoredPieces pieces = LlamaTokenizerFile.read(file.toString(), Files.readAllBytes(file));
            found.add(file.getFileName() + " with " + pieces.pieces().size());
            if (pieces.pieces().size() == vocabulary) {
                fitting.add(pieces);
            }
        }
        if (fitting.size() != 1) {
            String expected = "one tokenizer.bin or tok*.bin beside it with " + vocabulary + " pieces";
            throw new BadModelException(
                    checkpoint.toString(), expected, found.isEmpty() ? "none" : String.join(", ", found));
        }
        return fitting.get(0);
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isTokenizer(Path file) {
        return name(file).matches("tok.*\\.bin");
    }

    /** Whether a file may be a checkpoint, by its name. */
    static boolean isCheckpoint(Path file) {
        return (name(file).endsWith(".bin") || name(file).equals("llama2" + PACKED)) && !isTokenizer(file);
    }

    /** The tokenizers of a folder, or the checkpoints, by name. */
    private static List<Path> files(Path folder, boolean tokenizers) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> tokenizers ? isTokenizer(file) : isCheckpoint(file))
                    .sorted()
                    .toList();
        }
    }
}
