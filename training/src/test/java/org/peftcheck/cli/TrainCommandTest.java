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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

    @TempDir
    Path folder;

    private SmallModel small;

    @BeforeEach
    void writeModelAndData() {
        small = SmallModel.in(folder);
    }

    private JsonNode record(String run) {
        return Run.json(new String(small.bytes(run + "/run.json"), StandardCharsets.UTF_8));
    }

    @Test
    void leavesRecordCurvesAndTensors() {
        String out = Run.good(small.train("run", "--rank", "3"));
        assertTrue(out.startsWith(small.path("run") + "\n"), out);
        assertTrue(out.contains("  task          file, 24 in train, 8 in dev, 8 in test"), out);
        assertTrue(out.contains("  method        peanut, rank 3"), out);
        assertTrue(out.contains("  trained       288 parameters of the model"), out);
        assertTrue(out.contains("  steps         6, best on dev at "), out);
        assertTrue(out.lines().anyMatch(line -> line.startsWith("  test          accuracy ")), out);
        JsonNode record = record("run");
        assertEquals("FINISHED", record.path("status").asText());
        assertEquals(2 * 2 * 2 * 3 * 12, record.at("/counts/trainedEncoder").asInt());
        assertEquals(2 * 12 + 2, record.at("/counts/trainedHead").asInt());
        assertEquals(
                64, record.at("/configuration/choices/model-sha256").asText().length());
        assertTrue(Files.isRegularFile(folder.resolve("run/metrics.csv")));
        assertTrue(Files.isRegularFile(folder.resolve("run/held-out.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"peanut", "lora", "dora", "pissa", "milora", "vera", "nonlinear-lora", "multiplicative-lora"})
    void theSameCommandGivesTheSameBytes(String method) {
        Run.good(small.train("one", "--method", method, "--rank", "3"));
        Run.good(small.train("two", "--method", method, "--rank", "3"));
        assertArrayEquals(small.bytes("one/trained.safetensors"), small.bytes("two/trained.safetensors"));
        Run.good(small.train("three", "--method", method, "--rank", "3", "--seed", "2"));
        assertFalse(java.util.Arrays.equals(
                small.bytes("one/trained.safetensors"), small.bytes("three/trained.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fourierft --coefficients 9", "full", "bitfit", "lp", "red"})
    void methodsWithoutARankAreTrained(String method) {
        Run.good(small.train("run", ("--method " + method).split(" ")));
        assertEquals("FINISHED", record("run").path("status").asText());
    }

    @Test
    void settingsAreThoseGiven() {
        Run.good(small.train(
                "run",
                "--depth",
                "4",
                "--activation",
                "tanh",
                "--orientation",
                "transposed",
                "--scaling",
                "0.5",
                "--form",
                "materialised",
                "--targets",
                "q,up",
                "--rank",
                "3",
                "--accumulate",
                "2",
                "--lr",
                "0.002",
                "--head-lr",
                "0.01",
                "--weight-decay",
                "0",
                "--warmup",
                "2",
                "--clip",
                "0.5",
                "--pooling",
                "pooler",
                "--max-length",
                "8"));
        JsonNode configuration = record("run").path("configuration");
        assertEquals("0.5", configuration.at("/choices/scaling").asText());
        assertEquals("materialised", configuration.at("/choices/form").asText());
        assertEquals(2, configuration.at("/settings/microBatchSize").asInt());
        assertEquals(0.01, configuration.at("/settings/adamW/headRate").asDouble());
        assertEquals(
                2 * (2 * 3 * 12 + 2 * 9 + 2 * 3 * 20 + 2 * 9),
                record("run").at("/counts/trainedEncoder").asInt());
    }

    @Test
    void theRecordNamesFilesByTheirWholePaths() {
        Path here = Path.of("").toAbsolutePath();
        Run.good(small.train(
                "run",
                "--model=" + here.relativize(folder.resolve("model")),
                "--data=" + here.relativize(folder.resolve("data"))));
        assertEquals(
                small.path("model"),
                record("run").at("/configuration/choices/model").asText());
        assertEquals(
                small.path("data"),
                record("run").at("/configuration/choices/data").asText());
    }

    @Test
    void aFinishedRunIsShownAgain() throws IOException {
        String first = Run.good(small.train("run"));
        byte[] record = small.bytes("run/run.json");
        assertEquals(first, Run.good(small.train("run")));
        assertArrayEquals(record, small.bytes("run/run.json"));
        Files.delete(folder.resolve("run/held-out.json"));
        assertEquals(first, Run.good(small.train("run")));
        assertTrue(Files.exists(folder.resolve("run/held-out.json")));
    }

    /** A refusal that leaves the folder of the run as it is, if there is one. */
    private void refused(String message, String out, String... more) throws IOException {
        List<String> before = listing(out);
        String refusal = Run.refusal(small.train(out, more));
        assertTrue(refusal.startsWith("peanut: " + message), refusal);
        assertEquals(before, listing(out));
    }

    private List<String> listing(String out) throws IOException {
        if (!Files.exists(folder.resolve(out))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> {
                        byte[] bytes = small.bytes(folder.relativize(file).toString());
                        return file.getFileName() + " " + java.util.Arrays.hashCode(bytes);
                    })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void namesThatAreNotKnownAreRefused() throws IOException {
        refused("unknown task `glue/cula`", "run", "--task=glue/cula");
        refused("method `penut`: expected one that can be trained here", "run", "--method=penut");
        refused("target `kwery`: names no linear layer of bert", "run", "--targets=kwery");
        refused("model nowhere: expected one of minilm, e5-small, bert-base, or a folder", "run", "--model=nowhere");
        refused("--form: expected one of factored, materialised, got fast", "run", "--form=fast");
        refused("--pooling: expected one of mean, first, pooler, got max", "run", "--pooling=max");
    }

    @Test
    void sizesThatCannotBeAreRefused() throws IOException {
        refused("PEANuT width: expected at least 1, got 0", "run", "--rank=0");
        refused("LoRA rank: expected at most 12 (the smaller side", "run", "--method=lora", "--rank=13");
        refused("steps: expected a number of at least 1, got 0", "run", "--steps=0");
        refused("accumulate: expected a number from 1 to the batch size 4, got 5", "run", "--accumulate=5");
        refused("learning rate of the encoder: expected a positive number, got -1", "run", "--lr=-1");
        refused("max length: expected at least 8 tokens, got 7", "run", "--max-length=7");
        refused("threads: expected at least 1, got 0", "run", "--threads=0");
        refused("LoRA: expected options among scaling, got depth", "run", "--method=lora", "--depth=4");
        refused("full: expected no rank, targets or other settings, got rank 4", "run", "--method=full", "--rank=4");
        refused("RED: expected no rank, got rank 4", "run", "--method=red", "--rank=4");
        refused("LoReFT bottleneck: expected at most 12 (the features", "run", "--method=loreft", "--rank=13");
        refused(
                "houlsby: expected no targets or other settings, got targets q",
                "run",
                "--method=houlsby",
                "--targets=q");
        refused(
                "target-rank: expected at most the rank at the start, 3, got 4",
                "run",
                "--method=adalora",
                "--rank=3",
                "--target-rank=4");
        refused(
                "lora: expected no settings of pruning that it does not heed, got penalty",
                "run",
                "--method=lora",
                "--penalty=0.1");
        refused(
                "schedule: expected a warm-up and a fixed end with steps between them, got 3 and 2 of 4 steps",
                "run",
                "--method=adalora",
                "--rank=3",
                "--budget-warmup=3",
                "--steps=4");
    }

    @Test
    void dataThatCannotBeUsedIsRefused() throws IOException {
        Path train = folder.resolve("data/train.tsv");
        refused(train + ": expected a column sentence, found columns text, label", "run", "--text=sentence");
        refused(folder.resolve("nothing") + "", "run", "--data=" + folder.resolve("nothing"));
        Files.writeString(folder.resolve("data/dev.tsv"), "text\tlabel\nthe film is good\tperhaps\n");
        refused(
                folder.resolve("data/dev.tsv") + ", line 2, column label: expected a label of no, yes, found 'perhaps'",
                "run");
        refused("task acceptability: expected no --text, --second, --label", "run", "--task=acceptability", "--text=x");
        refused("task acceptability: expected no folder or file", "run", "--task=acceptability");
    }

    @Test
    void weightsThatDoNotFitTheConfigurationAreRefused() throws IOException {
        Path config = folder.resolve("model/config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"intermediate_size\": 20", "\"intermediate_size\": 21"));
        refused("model model: expected encoder.layer.0.intermediate.dense.weight of 21×12, found 20×12", "run");
    }

    @Test
    void aFolderWithSomethingElseIsRefused() throws IOException {
        Run.good(small.train("run", "--rank", "3"));
        refused(
                small.path("run")
                        + ": expected an empty folder or a run of the same configuration, found a run with rank 3 instead of 4",
                "run",
                "--rank=4");
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/thesis.txt"), "chapter 1");
        refused(small.path("mine") + ": expected an empty folder or that of a run, found thesis.txt in it", "mine");
        Files.writeString(
                folder.resolve("data/train.tsv"), "the film is bad\tno\n", java.nio.file.StandardOpenOption.APPEND);
        refused(
                small.path("run") + ": expected an empty folder or a run of the same configuration, found a run"
                        + " with data-sha256 ",
                "run",
                "--rank=3");
    }
}
