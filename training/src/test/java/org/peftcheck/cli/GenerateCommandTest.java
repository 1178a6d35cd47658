package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.model.SmallLlama;

/** {@code peanut generate} with a small random decoder that reads 40 tokens. */
class GenerateCommandTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        SmallLlama.write(folder, true, 5);
    }

    private static String[] generate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", folder.resolve("small.bin") + "", "--threads=1"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void theTextBeginsWithThePrompt() {
        String out = Run.good(generate("--prompt", "hello world", "--tokens", "5"));
        assertTrue(out.startsWith("hello world"), out);
        assertEquals(out, Run.good(generate("--prompt", "hello world", "--tokens", "5")));
    }

    @Test
    void beamsAreWrittenBestFirst() {
        JsonNode greedy = Run.json(Run.good(generate("--prompt", "dog", "--tokens", "6", "--json", "-")))
                .get("continuations");
        assertEquals(1, greedy.size());
        JsonNode found = Run.json(Run.good(generate("--prompt", "dog", "--tokens", "6", "--beams=3", "--json", "-")));
        assertEquals(3, found.get("beams").intValue());
        JsonNode beams = found.get("continuations");
        assertEquals(3, beams.size());
        double last = 0;
        for (JsonNode beam : beams) {
            int length = beam.get("tokens").size() + (beam.get("ended").booleanValue() ? 1 : 0);
            double score = beam.get("logProbability").doubleValue() / length;
            assertTrue(last == 0 || score <= last, beams.toString());
            last = score;
        }
        assertFalse(beams.get(0).get("text").textValue().isEmpty());
    }

    /** 40 tokens are read, of which the prompt takes two, beginning and word; one more is written. */
    @Test
    void theModelsLengthIsHeeded() {
        JsonNode found = Run.json(Run.good(generate("--prompt", "the", "--tokens", "500", "--json", "-")))
                .at("/continuations/0");
        assertTrue(found.get("ended").booleanValue() || found.get("tokens").size() == 39, found.toString());
    }

    @Test
    void aTrainedDecoderWritesWhatItHasLearnt() throws IOException {
        StringBuilder problems = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            problems.append("{\"question\": \"" + i + "\", \"answer\": \"hello #### 1\"}\n");
        }
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("train.jsonl"), problems);
        Files.writeString(data.resolve("test.jsonl"), problems);
        Run trained = Run.of(
                "train",
                "--out=" + folder.resolve("run"),
                "--model=" + folder.resolve("small.bin"),
                "--task=gsm8k",
                "--data=" + data,
                "--method=full",
                "--steps=60",
                "--batch=4",
                "--eval-every=0",
                "--lr=0.02",
                "--max-length=40",
                "--threads=2");
        assertEquals(ExitCode.OK, trained.exit(), trained.err());
        String before = Run.good(generate("--prompt", "7\n", "--tokens=9"));
        String after = Run.good("generate", folder.resolve("run") + "", "--threads=1", "--prompt", "7\n", "--tokens=9");
        assertNotEquals(before, after);
        assertTrue(after.contains("hello"), after);
    }

    @Test
    void aRunOfAnEncoderIsRefused() throws IOException {
        SmallModel small = SmallModel.in(Files.createDirectories(folder.resolve("encoder")));
        assertEquals(ExitCode.OK, Run.of(small.train("run")).exit());
        String refusal = Run.refusal("generate", small.path("run"));
        assertTrue(
                refusal.startsWith("peanut: run " + small.path("run") + ": expected one that trained a decoder, got"),
                refusal);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertTrue(Run.refusal("generate", folder.resolve("none.bin") + "").contains("no file or folder of that name"));
        assertEquals("peanut: continuation: expected at least 1 token, got 0", Run.refusal(generate("--tokens", "0")));
        assertEquals("peanut: texts at once: expected at least 1, got 0", Run.refusal(generate("--beams", "0")));
        assertEquals(
                "peanut: beam search: expected at least 1 beam and a length penalty of at least 0, got 2 and -1.0",
                Run.refusal(generate("--beams=2", "--length-penalty=-1")));
        assertEquals(
                "peanut: prompt: expected 1 to 40 tokens, got 42",
                Run.refusal(generate("--prompt", "the" + " world".repeat(40))));
    }
}
