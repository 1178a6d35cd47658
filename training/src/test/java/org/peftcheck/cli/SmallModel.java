package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.experiment.ModelFile;
import org.peftcheck.training.method.SmallEncoder;
import org.peftcheck.training.model.EncoderConfig;

/**
 * A small model and small data in files, and the command that trains on them.
 *
 * @param folder where the files are: {@code model}, {@code data}, and whatever runs leave
 */
record SmallModel(Path folder) {

    private static final String CONFIG = """
            {"model_type": "bert", "num_hidden_layers": 2, "hidden_size": 12, "num_attention_heads": 3,
             "intermediate_size": 20, "vocab_size": 11, "max_position_embeddings": 9, "type_vocab_size": 2}
            """;
    private static final List<String> VOCABULARY =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "the", "film", "is", "a");

    /** Writes model and data into a folder. */
    static SmallModel in(Path folder) {
        try {
            Path model = Files.createDirectories(folder.resolve("model"));
            Files.writeString(model.resolve("config.json"), CONFIG);
            Files.write(model.resolve("vocab.txt"), VOCABULARY);
            ModelFile.write(
                    model.resolve("model.safetensors"),
                    SmallEncoder.of(EncoderConfig.Family.BERT, 6).weights());
            Path data = Files.createDirectories(folder.resolve("data"));
            for (String part : List.of("train", "dev", "test")) {
                Files.write(data.resolve(part + ".tsv"), rows(part.equals("train") ? 24 : 8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SmallModel(folder);
    }

    private static List<String> rows(int count) {
        List<String> rows = new ArrayList<>(List.of("text\tlabel"));
        for (int i = 0; i < count; i++) {
            String film = i % 4 < 2 ? "the film is " : "a film is ";
            rows.add(film + (i % 2 == 0 ? "good" : "bad") + "\t" + (i % 2 == 0 ? "yes" : "no"));
        }
        return rows;
    }

    /** A path in the folder, as an argument. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** The arguments of a short training into a folder of that name. */
    String[] train(String out, String... more) {
        return arguments(List.of("train", "--out", path(out)), more);
    }

    /** Some arguments; then model, data and a few steps, so far as the further arguments do not say them; then these. */
    String[] arguments(List<String> first, String... more) {
        List<String> arguments = new ArrayList<>(first);
        List<String> usual = List.of(
                "--model=" + path("model"),
                "--task=file",
                "--data=" + path("data"),
                "--steps=6",
                "--batch=4",
                "--eval-every=3",
                "--threads=2");
        for (String option : usual) {
            String name = option.substring(0, option.indexOf('=') + 1);
            if (Arrays.stream(more).noneMatch(given -> (given + "=").startsWith(name))) {
                arguments.add(option);
            }
        }
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    /** Trains into a folder of that name, which must succeed; what has been trained, as the file has it. */
    byte[] trained(String out, String... more) {
        Run made = Run.of(train(out, more));
        assertEquals(ExitCode.OK, made.exit(), made.err());
        return bytes(out + "/trained.safetensors");
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
