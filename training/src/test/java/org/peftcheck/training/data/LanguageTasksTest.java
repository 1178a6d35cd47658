package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.training.data.LanguageTask.Predicted;

class LanguageTasksTest {

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private LanguageDataset read(String task, Path data) {
        return LanguageTasks.read(task, DataRequest.of(data));
    }

    private void refused(String task, Path data, String message) {
        BadDatasetException refused = assertThrows(BadDatasetException.class, () -> read(task, data));
        assertEquals(message, refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    private static String problem(int number) {
        return "{\"question\": \"What is " + number + " and 1?\", \"answer\": \"It is more.\\n#### " + (number + 1)
                + "\"}";
    }

    private static String problems(int count) {
        return IntStream.range(0, count).mapToObj(LanguageTasksTest::problem).collect(Collectors.joining("\n"));
    }

    private static String choice(String question, String answer) {
        return "    {\n        \"instruction\": \"" + question + "\\n\\nAnswer format: true/false\",\n"
                + "        \"input\": \"\",\n        \"output\": \"the correct answer is " + answer
                + "\",\n        \"answer\": \"" + answer + "\"\n    }";
    }

    private static String choices(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> choice("Is " + i + " even?", i % 2 == 0 ? "true" : "false"))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    @Test
    void wordProblemsHaveTheQuestionAsPrompt() throws IOException {
        write("gsm8k/train.jsonl", problems(40));
        write("gsm8k/test.jsonl", problems(3));
        LanguageDataset data = read("gsm8k", folder);
        assertEquals(new LanguageTask("gsm8k", Predicted.ANSWER, false), data.task());
        assertEquals(36, data.train().size());
        assertEquals(4, data.dev().size());
        assertEquals(
                LanguageExample.of("What is 0 and 1?\n", "It is more.\n#### 1"),
                data.test().get(0));
        assertEquals(data, read("gsm8k", folder.resolve("gsm8k")));
        assertEquals(Predicted.WHOLE, read("gsm8k-whole", folder).task().predicted());
    }

    /** The same examples are held out in whatever order they are, and all with one prompt together. */
    @Test
    void devDependsOnNoOrderAndSharesNoPromptWithTrain() throws IOException {
        List<String> lines = new ArrayList<>(problems(60).lines().toList());
        lines.addAll(lines.subList(0, 30));
        write("train.jsonl", String.join("\n", lines));
        LanguageDataset data = read("gsm8k", folder);
        assertEquals(90, data.train().size() + data.dev().size());
        Set<LanguageExample> both = new HashSet<>(data.dev());
        assertTrue(Collections.disjoint(both, data.train()));
        Collections.reverse(lines);
        write("train.jsonl", String.join("\n", lines));
        assertEquals(both, new HashSet<>(read("gsm8k", folder).dev()));
        write("dev.jsonl", problem(1000));
        assertEquals(
                List.of(LanguageExample.of("What is 1000 and 1?\n", "It is more.\n#### 1001")),
                read("gsm8k", folder).dev());
    }

    @Test
    void choicesHaveTheAnswersOfTheFormat() throws IOException {
        write("boolq/train.json", choices(20));
        write("boolq/test.json", choices(2));
        LanguageDataset data = read("boolq", folder);
        assertEquals(new LanguageTask("boolq", Predicted.ANSWER, true), data.task());
        assertEquals(18, data.train().size());
        assertEquals(
                List.of(
                        new LanguageExample(
                                "Is 0 even?\n\nAnswer format: true/false\n",
                                List.of("the correct answer is true", "the correct answer is false"),
                                0),
                        new LanguageExample(
                                "Is 1 even?\n\nAnswer format: true/false\n",
                                List.of("the correct answer is true", "the correct answer is false"),
                                1)),
                data.test());
    }

    @Test
    void aTestFileAloneIsDivided() throws IOException {
        write("winogrande/test.json", choices(100));
        LanguageDataset data = read("winogrande", folder);
        assertEquals(
                List.of(81, 9, 10),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        Set<LanguageExample> all = new HashSet<>(data.train());
        all.addAll(data.dev());
        all.addAll(data.test());
        assertEquals(100, all.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"question\": \"q\"}|, line 2, field answer: expected a text, found none",
                "{\"question\": \"\", \"answer\": \"#### 1\"}|, line 2, field question: expected a text, found ''",
                "{\"question\": 1, \"answer\": \"#### 1\"}|, line 2, field question: expected a text, found '1'",
                "{\"question\": \"q\", \"answer\": \"1\"}|"
                        + ", line 2, field answer: expected a solution that ends in #### and a number, found '1'",
                "[1]|, line 2: expected a JSON object, found '[1]'",
                "{\"question\": |, line 2: expected a JSON object, found Unexpected end-of-input within/between Object entries",
            })
    void aBadLineIsRefused(String line, String message) throws IOException {
        Path file = write("train.jsonl", problem(1) + "\n" + line + "\n" + problem(2));
        refused("gsm8k", folder, file + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"answer\": \"true\"|\"answer\": \"maybe\"|, field answer: expected one of true/false, found 'maybe'",
                "answer is true|answer is so|, field output: expected a text that ends in true,"
                        + " found 'the correct answer is so'",
                "Answer format: true/false|Say so|, field instruction: expected an end such as"
                        + " Answer format: answer1/answer2, found 'Is it?\\u000a\\u000aSay so'",
                "true/false|true/true|, field instruction: expected at least two answers that differ, found true/true",
                "true/false|true|, field instruction: expected at least two answers that differ, found true",
                "\"input\": \"\"|\"input\": 3|, field input: expected a text, found '3'",
            })
    void aBadChoiceIsRefused(String old, String changed, String message) throws IOException {
        String bad = choice("Is it?", "true").replace(old, changed);
        Path file = write("boolq/train.json", "[\n" + choice("Is 1 even?", "false") + ",\n" + bad + "]");
        refused("boolq", folder, file + ", line 8" + message);
    }

    @Test
    void aBadArrayIsRefused() throws IOException {
        Path file = write("train.json", "{\"a\": 1}");
        refused("piqa", folder, file + ", line 1: expected a JSON array of objects, found '{'");
        write("train.json", "[\n1]");
        refused("piqa", folder, file + ", line 2: expected a JSON object, found '1'");
        write("train.json", "[]");
        refused("piqa", folder, file + ": expected at least one object, found an empty array");
        write("train.json", "");
        refused("piqa", folder, file + ", line 1: expected a JSON array of objects, found 'the end of the file'");
        write("train.json", "[" + choice("Is it?", "true") + "\n,");
        assertTrue(assertThrows(BadDatasetException.class, () -> read("piqa", folder))
                .getMessage()
                .startsWith(file + ", line 7: expected "));
        write("train.json", "[" + choice("Is it?", "true") + "] 1");
        refused("piqa", folder, file + ", line 6: expected nothing after the array, found '1'");
        write("train.json", "[" + choice("Is it?", "true") + "]");
        refused("piqa", folder, file + ": expected at least 2 different examples, to hold one out, found 1");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        String expected = ": expected train.jsonl or test.jsonl of gsm8k, or a folder gsm8k with them, found ";
        refused("gsm8k", folder, folder + expected + "neither");
        refused("gsm8k", folder.resolve("no"), folder.resolve("no") + expected + "no such folder");
        Path file = write("a.jsonl", problem(1));
        refused("gsm8k", file, file + expected + "a file");
        assertEquals(
                "task boolq: expected the folder or file of its data, found none",
                assertThrows(BadDatasetException.class, () -> LanguageTasks.read("boolq", DataRequest.none()))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> LanguageTasks.read("bolq", DataRequest.none()))
                .getMessage()
                .startsWith("unknown task `bolq`"));
    }

    @Test
    void ownTextIsDividedByBlankLines() throws IOException {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> "Text " + i + "\nsecond line")
                .collect(Collectors.joining("\n\n\n"));
        Path file = write("own.txt", "\n" + text + "\n");
        LanguageDataset data = read("text", file);
        assertEquals(new LanguageTask("text", Predicted.PACKED, false), data.task());
        assertEquals(
                List.of(33, 3, 4),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        assertTrue(data.train().stream().allMatch(example -> example.answer().matches("Text \\d+\nsecond line")));
    }

    @Test
    void ownTextCanBeAFieldOfLines() throws IOException {
        write("train.jsonl", "{\"story\": \"One.\"}\n{\"story\": \"Two.\"}\n");
        write("dev.txt", "Three.");
        DataRequest request = new DataRequest(
                Optional.of(folder), new FileColumns("story", Optional.empty(), "label", List.of(), false));
        LanguageDataset data = LanguageTasks.read("text", request);
        assertEquals(List.of(LanguageExample.of("", "One."), LanguageExample.of("", "Two.")), data.train());
        assertEquals(List.of(LanguageExample.of("", "Three.")), data.dev());
        assertEquals(List.of(), data.test());
        refused("text", folder, folder.resolve("train.jsonl") + ", line 1, field text: expected a text, found none");
    }

    @Test
    void badOwnTextIsRefused() throws IOException {
        Path file = write("own.md", "x");
        refused("text", file, file + ": expected a folder, or a name that ends in .txt or .jsonl, found another end");
        refused("text", folder, folder + ": expected a file train with .txt or .jsonl, found none");
        Path empty = write("train.txt", "\n\n");
        refused("text", folder, empty + ": expected text, found an empty file");
        write("train.jsonl", "{}");
        refused("text", folder, folder + ": expected one file of train, found train.txt and train.jsonl");
        Path bytes = Files.write(folder.resolve("b.txt"), "a\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused("text", bytes, bytes + ", line 2: expected text in UTF-8, found bytes that are none");
    }

    @Test
    void unsoundDataIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LanguageExample("", List.of("a", "a"), 0));
        assertThrows(IllegalArgumentException.class, () -> new LanguageExample("", List.of("a"), 1));
        assertThrows(IllegalArgumentException.class, () -> new LanguageExample("", List.of(""), 0));
        assertEquals(
                "task t: expected a choice to predict answers, got WHOLE",
                assertThrows(IllegalArgumentException.class, () -> new LanguageTask("t", Predicted.WHOLE, true))
                        .getMessage());
        LanguageTask choice = new LanguageTask("t", Predicted.ANSWER, true);
        List<LanguageExample> texts = List.of(LanguageExample.of("", "a"));
        assertEquals(
                "task t: expected answers to choose from, got 1",
                assertThrows(IllegalArgumentException.class, () -> new LanguageDataset(choice, texts, texts, List.of()))
                        .getMessage());
    }
}
