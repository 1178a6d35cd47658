package org.peftcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small data for decoders in files: word problems as GSM8K has them, choices as LLM-Adapters has those of BoolQ. */
final class SmallTexts {

    private SmallTexts() {}

    /** Writes both into a folder, 40 to train on and 8 to test on. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("train.jsonl"), problems(0, 40));
        Files.writeString(folder.resolve("test.jsonl"), problems(40, 48));
        Files.writeString(folder.resolve("train.json"), choices(0, 40));
        Files.writeString(folder.resolve("test.json"), choices(40, 48));
    }

    private static String problems(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"question\": \"" + i + "\", \"answer\": \"hello #### " + i % 2 + "\"}")
                .collect(Collectors.joining("\n"));
    }

    private static String choices(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"instruction\": \"" + i + ". Answer format: true/false\", \"input\": \"\","
                        + " \"output\": \"it is " + (i % 2 == 0) + "\", \"answer\": \"" + (i % 2 == 0) + "\"}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }
}
