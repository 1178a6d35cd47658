package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.interchange.PeftFolder;

/** The commands that take a finished run: evaluate, merge and export. */
class TrainedRunCommandsTest {

    private static final String QUERY = "encoder.layer.0.attention.self.query.weight";

    @TempDir
    Path folder;

    private SmallModel small;

    @BeforeEach
    void writeModelAndData() {
        small = SmallModel.in(folder);
    }

    private void trained(String... more) {
        Run.good(small.train("run", more));
    }

    private Map<String, Tensor> tensors(String file) {
        return SafetensorsFile.read(folder.resolve(file)).stream()
                .collect(Collectors.toMap(Tensor::name, Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peanut --rank=3",
                "pissa --rank=3",
                "vera --rank=3",
                "fourierft --coefficients=9",
                "full",
                "lp",
                "houlsby --rank=3 --activation=tanh",
                "adapterfnn --rank=3",
                "red",
                "loreft --rank=3",
                "direft --rank=3",
                "adalora --rank=3 --target-rank=1 --penalty=0.1",
                "dylora --rank=3",
                "roselora --rank=3 --keep=0.3"
            })
    void evaluateFindsTheMetricsOfTheRunAgain(String method) {
        trained(("--method=" + method).split(" "));
        JsonNode found = Run.json(Run.good("evaluate", small.path("run"), "--threads=2", "--json", "-"));
        JsonNode expected = Run.json(new String(small.bytes("run/held-out.json"), StandardCharsets.UTF_8));
        assertEquals(expected.path("dev"), found.path("dev"));
        assertEquals(expected.path("test"), found.path("test"));
        assertTrue(found.at("/test/accuracy").isNumber());
    }

    @Test
    void evaluateTakesOtherDataWithTheSameClasses() throws IOException {
        trained("--rank=3");
        Path other = Files.createDirectories(folder.resolve("other"));
        for (String part : List.of("train", "dev")) {
            Files.writeString(other.resolve(part + ".tsv"), "words\ttone\nthe film is good\t1\nthe film is bad\t0\n");
        }
        String out = Run.good(
                "evaluate", small.path("run"), "--task=file", "--data=" + other, "--text=words", "--label=tone");
        assertTrue(out.contains("  dev           accuracy "), out);
        assertFalse(out.contains("  test "), out);
        for (String part : List.of("train", "dev")) {
            Files.writeString(other.resolve(part + ".tsv"), "text\tlabel\ngood\t1\nbad\t0\nfilm\t2\n");
        }
        assertEquals(
                "peanut: task file: expected 2 classes, as " + small.path("run") + " was trained for, found 3 classes",
                Run.refusal("evaluate", small.path("run"), "--task=file", "--data=" + other));
    }

    @Test
    void theMergedModelHasTheAdaptedWeightsAndTheHead() {
        trained("--method=lora", "--rank=3", "--scaling=2/r");
        String out = Run.good("merge", small.path("run"), "--out", small.path("merged.safetensors"));
        assertEquals(small.path("merged.safetensors") + ": 41 tensors, 4 of them merged\n", out);
        Map<String, Tensor> merged = tensors("merged.safetensors");
        Map<String, Tensor> before = tensors("model/model.safetensors");
        Map<String, Tensor> slots = tensors("run/trained.safetensors");
        double sum = before.get(QUERY).at(5 * 12 + 7);
        for (int l = 0; l < 3; l++) {
            sum += 2.0
                    / 3
                    * slots.get(QUERY + ":A").at(5 * 3 + l)
                    * slots.get(QUERY + ":B").at(l * 12 + 7);
        }
        assertEquals(sum, merged.get(QUERY).at(5 * 12 + 7), 1e-7);
        assertEquals(slots.get("classifier.weight"), merged.get("classifier.weight"));
        String untouched = "encoder.layer.1.output.dense.weight";
        assertEquals(before.get(untouched), merged.get(untouched));
        byte[] bytes = small.bytes("merged.safetensors");
        assertEquals(
                "peanut: --out " + small.path("merged.safetensors")
                        + ": expected a file that is not there yet, found one",
                Run.refusal("merge", small.path("run"), "--out", small.path("merged.safetensors")));
        assertArrayEquals(bytes, small.bytes("merged.safetensors"));
        assertEquals(
                "peanut: --out " + small.path("no/m.safetensors") + ": expected a file in a folder that is there",
                Run.refusal("merge", small.path("run"), "--out", small.path("no/m.safetensors")));
    }

    @Test
    void anExportedAdapterIsWhatTheAdapterCommandReads() throws IOException {
        trained("--method=lora", "--rank=3", "--scaling=2/r");
        String out = Run.good("export", small.path("run"), "--out", small.path("peft"), "--base", "a/model");
        assertEquals(small.path("peft") + ": LORA, 4 modules, the head apart in head.safetensors\n", out);
        assertEquals(
                "a/model",
                PeftFolder.read(folder.resolve("peft")).origin().baseModel().orElseThrow());
        assertEquals(
                List.of(2L, 12L),
                tensors("peft/head.safetensors").get("classifier.weight").shape());
        assertTrue(Run.good("adapter", small.path("peft")).contains("288"));
        assertEquals(
                "peanut: --out " + small.path("peft")
                        + ": expected a new or empty folder, found adapter_config.json in it",
                Run.refusal("export", small.path("run"), "--out", small.path("peft")));
        Files.writeString(folder.resolve("file"), "x");
        assertEquals(
                "peanut: --out " + small.path("file") + ": expected a new or empty folder, found a file",
                Run.refusal("export", small.path("run"), "--out", small.path("file")));
    }

    @Test
    void theHeadOfAPoolerGoesAlong() {
        trained("--method=dora", "--rank=3", "--pooling=pooler");
        assertEquals(
                small.path("peft") + ": LORA, 4 modules, the head among modules_to_save\n",
                Run.good("export", small.path("run"), "--out", small.path("peft")));
        assertEquals(
                java.util.Set.of("classifier.weight", "classifier.bias"),
                PeftFolder.read(folder.resolve("peft")).saved().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"houlsby --rank=3", "red"})
    void hiddenStatesHaveNothingToMergeNorToExport(String method) {
        trained(("--method=" + method).split(" "));
        String id = method.split(" ")[0];
        assertEquals(
                "peanut: " + small.path("run") + ": expected a run of a method that changes weights, got one of " + id
                        + ", which edits hidden states: there is nothing to merge",
                Run.refusal("merge", small.path("run"), "--out", small.path("merged.safetensors")));
        String refusal = Run.refusal("export", small.path("run"), "--out", small.path("peft"));
        assertTrue(refusal.endsWith("got one that edits hidden states, for which PEFT has no form"), refusal);
        assertFalse(Files.exists(folder.resolve("peft")));
        assertFalse(Files.exists(folder.resolve("merged.safetensors")));
    }

    /** One triple of three for each of four layers is left on average, and the merge has them. */
    @Test
    void adaLoRaMergesWhatIsLeft() {
        trained("--method=adalora", "--rank=3", "--target-rank=1");
        Map<String, Tensor> slots = tensors("run/trained.safetensors");
        long left = slots.values().stream()
                .filter(tensor -> tensor.name().endsWith(":lambda"))
                .mapToLong(tensor -> java.util.stream.IntStream.range(0, 3)
                        .filter(k -> tensor.at(k) != 0)
                        .count())
                .sum();
        assertEquals(4, left);
        Run.good("merge", small.path("run"), "--out", small.path("merged.safetensors"));
        Map<String, Tensor> merged = tensors("merged.safetensors");
        double sum = tensors("model/model.safetensors").get(QUERY).at(5 * 12 + 7);
        for (int l = 0; l < 3; l++) {
            sum += slots.get(QUERY + ":P").at(5 * 3 + l)
                    * slots.get(QUERY + ":lambda").at(l)
                    * slots.get(QUERY + ":Q").at(l * 12 + 7);
        }
        assertEquals(sum, merged.get(QUERY).at(5 * 12 + 7), 1e-7);
    }

    @Test
    void aMethodThatPeftDoesNotHaveIsRefused() {
        trained("--rank=3");
        String refusal = Run.refusal("export", small.path("run"), "--out", small.path("peft"));
        assertTrue(
                refusal.startsWith("peanut: export of PEANuT: expected a method that PEFT has, one of lora"), refusal);
        assertFalse(Files.exists(folder.resolve("peft")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "merge", "export"})
    void whatIsNoFinishedRunIsRefused(String command) throws IOException {
        List<String> line = command.equals("evaluate")
                ? List.of(command, small.path("run"))
                : List.of(command, small.path("run"), "--out", small.path("out"));
        String[] arguments = line.toArray(String[]::new);
        assertEquals(
                "peanut: " + small.path("run") + ": expected the folder of a run, found no run.json in it",
                Run.refusal(arguments));
        trained("--rank=3");
        Path record = folder.resolve("run/run.json");
        String text = Files.readString(record);
        Files.writeString(record, text.replace("\"FINISHED\"", "\"INTERRUPTED\""));
        assertEquals(
                "peanut: " + small.path("run")
                        + ": expected a finished run, found one after step 6 of 6; the command that"
                        + " began it goes on with it",
                Run.refusal(arguments));
        Files.writeString(record, text.replace("\"method\" : \"peanut\"", "\"method\" : \"penut\""));
        assertTrue(
                Run.refusal(arguments).startsWith("peanut: " + record + ": method `penut`: expected one that can be"));
        Files.writeString(record, text);
        Path model = folder.resolve("model/model.safetensors");
        byte[] weights = Files.readAllBytes(model);
        weights[weights.length - 8] ^= 1;
        Files.write(model, weights);
        assertTrue(Run.refusal(arguments).endsWith("was trained on, found others"));
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
