package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peftcheck.training.data.LanguageTask.Predicted;

/**
 * A user's own text: a {@code .txt}, in which blank lines divide one text from the next, or a {@code .jsonl} with a field {@code text}
 * (another with {@code --text}); or a folder with {@code train}, and perhaps {@code dev} and {@code test}, of one of these kinds. Texts
 * are joined and cut into pieces of one length. Where there is no dev, a tenth of the texts is held out, and where there is one file,
 * another tenth for test.
 */
final class PlainTextTask implements LanguageTaskReader {

    private static final List<String> ENDINGS = List.of(".txt", ".jsonl");

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String summary() {
        return "own text: a .txt or .jsonl, or a folder with train and perhaps dev and test; perplexity";
    }

    @Override
    public LanguageDataset read(DataRequest request) {
        Path data = request.data().orElseThrow();
        LanguageTask task = new LanguageTask(id(), Predicted.PACKED, false);
        String field = request.columns().text();
        if (!Files.isDirectory(data)) {
            HeldOutPart test = HeldOutPart.of(data.toString(), texts(data, field), Integer.MAX_VALUE);
            HeldOutPart dev = HeldOutPart.of(data.toString(), test.rest(), Integer.MAX_VALUE);
            return new LanguageDataset(task, dev.rest(), dev.held(), test.held());
        }
        Path trainFile = split(data, "train")
                .orElseThrow(() -> new BadDatasetException(
                        data.toString(), "a file train with " + String.join(" or ", ENDINGS), "none"));
        List<LanguageExample> train = texts(trainFile, field);
        List<LanguageExample> test =
                split(data, "test").map(file -> texts(file, field)).orElse(List.of());
        Optional<Path> devFile = split(data, "dev");
        if (devFile.isPresent()) {
            return new LanguageDataset(task, train, texts(devFile.get(), field), test);
        }
        HeldOutPart part = HeldOutPart.of(trainFile.toString(), train, Integer.MAX_VALUE);
        return new LanguageDataset(task, part.rest(), part.held(), test);
    }

    private static Optional<Path> split(Path folder, String name) {
        return SplitFile.of(folder, name, ENDINGS.stream());
    }

    private static List<LanguageExample> texts(Path file, String field) {
        String name = file.getFileName().toString();
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            throw new BadDatasetException(
                    file.toString(), "a folder, or a name that ends in " + String.join(" or ", ENDINGS), "another end");
        }
        return name.endsWith(".jsonl")
                ? JsonLines.read(file, fields -> LanguageExample.of("", fields.text(field)))
                : paragraphs(file);
    }

    private static List<LanguageExample> paragraphs(Path file) {
        List<LanguageExample> texts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : DataLines.of(file)) {
            if (line.isBlank()) {
                add(texts, lines);
            } else {
                lines.add(line);
            }
        }
        add(texts, lines);
        if (texts.isEmpty()) {
            throw new BadDatasetException(file.toString(), "text", "an empty file");
        }
        return texts;
    }

    private static void add(List<LanguageExample> texts, List<String> lines) {
        if (!lines.isEmpty()) {
            texts.add(LanguageExample.of("", String.join("\n", lines)));
            lines.clear();
        }
    }
}
