package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code peanut generate} with a random model of one block that knows the bytes, the blank and the letters. */
class GenerateCommandTest {

    private static final int VOCABULARY = 259 + 27;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        int d = 8;
        int inner = 12;
        int longest = 16;
        int values = VOCABULARY * d + 2 * d + 2 * d * d + 2 * d * 4 + 3 * d * inner + d + longest * 4;
        ByteBuffer model = ByteBuffer.allocate(28 + 4 * values).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : new int[] {d, inner, 1, 2, 1, VOCABULARY, longest}) {
            model.putInt(number);
        }
        SplittableRandom random = new SplittableRandom(3);
        random.doubles(values).forEach(value -> model.putFloat((float) (2 * value - 1)));
        Files.write(folder.resolve("small.bin"), model.array());
        Files.write(folder.resolve("tokenizer.bin"), tokenizer());
    }

    private static byte[] tokenizer() {
        List<String> pieces = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int value = 0; value < 256; value++) {
            pieces.add(String.format("<0x%02X>", value));
        }
        pieces.add(" ");
        for (char letter = 'a'; letter <= 'z'; letter++) {
            pieces.add("" + letter);
        }
        ByteBuffer buffer = ByteBuffer.allocate(20 * VOCABULARY).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(6);
        pieces.forEach(piece -> buffer.putFloat(0).putInt(piece.length()).put(piece.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String[] generate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", folder.resolve("small.bin") + "", "--threads=1"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void theTextBeginsWithThePrompt() {
        String out = Run.good(generate("--prompt", "a cat", "--tokens", "5"));
        assertTrue(out.startsWith("a cat"), out);
        assertEquals(out, Run.good(generate("--prompt", "a cat", "--tokens", "5")));
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

    /** 16 tokens are read, of which the prompt takes 7: beginning, blank and five letters. */
    @Test
    void theModelsLengthIsHeeded() {
        JsonNode found = Run.json(Run.good(generate("--prompt", "horse", "--tokens", "500", "--json", "-")))
                .at("/continuations/0");
        assertTrue(found.get("ended").booleanValue() || found.get("tokens").size() == 10, found.toString());
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
                "peanut: prompt: expected 1 to 16 tokens, got 28",
                Run.refusal(generate("--prompt", "this is more than it reads")));
    }
}
