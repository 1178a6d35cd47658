package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.training.model.SmallLlama;

/** A small decoder in a file of llama2.c, trained on small data. */
class LanguageTrainingTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeModelAndData() throws IOException {
        SmallLlama.write(Files.createDirectories(folder.resolve("model")), true, 5);
        SmallTexts.write(folder.resolve("data"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String[] train(String out, String task, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--out=" + path(out),
                "--model=" + path("model"),
                "--task=" + task,
                "--data=" + path("data"),
                "--steps=6",
                "--batch=4",
                "--eval-every=3",
                "--max-length=40",
                "--rank=2",
                "--threads=2"));
        for (String option : more) {
            String name = option.substring(0, option.indexOf('=') + 1);
            arguments.removeIf(given -> given.startsWith(name));
            arguments.add(option);
        }
        return arguments.toArray(String[]::new);
    }

    private String[] withoutRank(String method) {
        return Arrays.stream(train("run", "gsm8k", "--method=" + method))
                .filter(argument -> !argument.startsWith("--rank"))
                .toArray(String[]::new);
    }

    /** A run that must succeed; it may tell of its progress. */
    private static String good(String... args) {
        Run run = Run.of(args);
        assertEquals(ExitCode.OK, run.exit(), run.err());
        return run.out();
    }

    private byte[] trained(String run) throws IOException {
        return Files.readAllBytes(folder.resolve(run).resolve("trained.safetensors"));
    }

    @Test
    void wordProblemsAreTrainedOnAndEvaluatedAgain() throws IOException {
        String out = good(train("run", "gsm8k", "--method=lora", "--lr=0.05"));
        assertTrue(out.contains("  task          gsm8k, 36 in train, 4 in dev, 8 in test"), out);
        assertTrue(
                out.lines().anyMatch(line -> line.matches("  dev           log-likelihood -\\S+, perplexity \\S+")),
                out);
        JsonNode record = Run.json(Files.readString(folder.resolve("run/run.json")));
        assertEquals(0, record.at("/counts/trainedHead").asInt());
        assertEquals(
                64, record.at("/configuration/choices/model-sha256").asText().length());
        JsonNode first = record.at("/curves/evaluations/0/metrics");
        assertTrue(first.toString().contains("log-likelihood"), record.toPrettyString());
        String found = Run.good("evaluate", path("run"), "--threads=2");
        String heldOut = Files.readString(folder.resolve("run/held-out.json"));
        double perplexity = Run.json(heldOut).at("/test/perplexity").asDouble();
        assertTrue(perplexity > 1, heldOut);
        JsonNode again = Run.json(Run.good("evaluate", path("run"), "--threads=2", "--json=-"));
        assertEquals(perplexity, again.at("/test/perplexity").asDouble());
        assertTrue(found.contains("log-likelihood"), found);
    }

    /** Six steps of a high rate on a text that is nearly always the same. */
    @Test
    void trainingMakesTheAnswersLikelier() throws IOException {
        good(train("short", "gsm8k", "--method=lora", "--steps=1", "--lr=1e-9"));
        good(train("long", "gsm8k", "--method=lora", "--steps=30", "--lr=0.1"));
        double before = perplexity("short");
        double after = perplexity("long");
        assertTrue(after < 0.8 * before, before + " and then " + after);
    }

    private double perplexity(String run) throws IOException {
        return Run.json(Files.readString(folder.resolve(run).resolve("held-out.json")))
                .at("/test/perplexity")
                .asDouble();
    }

    @Test
    void theSameCommandGivesTheSameBytesInParts() throws IOException {
        good(train("one", "gsm8k", "--method=peanut"));
        good(train("two", "gsm8k", "--method=peanut"));
        assertArrayEquals(trained("one"), trained("two"));
        good(train("other", "gsm8k", "--method=peanut", "--seed=2"));
        assertFalse(Arrays.equals(trained("one"), trained("other")));
    }

    @Test
    void choicesAreTrainedOnByAccuracy() throws IOException {
        String out = good(train("run", "boolq", "--method=lora"));
        assertTrue(out.contains("  task          boolq, 36 in train, 4 in dev, 8 in test"), out);
        assertTrue(
                out.lines()
                        .anyMatch(line -> line.matches(
                                "  test          accuracy [01]\\.\\d+, log-likelihood -\\S+, perplexity \\S+")),
                out);
    }

    @Test
    void aTrainedDecoderIsMergedAndExported() {
        good(train("run", "gsm8k", "--method=lora", "--targets=q,v"));
        String out = Run.good("merge", path("run"), "--out", path("merged.safetensors"));
        assertEquals(path("merged.safetensors") + ": 20 tensors, 4 of them merged\n", out);
        assertTrue(SafetensorsFile.read(folder.resolve("merged.safetensors")).stream()
                .anyMatch(tensor -> tensor.name().equals("model.layers.1.self_attn.v_proj.weight")));
        Run.good("export", path("run"), "--out", path("peft"), "--base", "a/model");
        assertTrue(SafetensorsFile.read(folder.resolve("peft/adapter_model.safetensors")).stream()
                .anyMatch(tensor ->
                        tensor.name().equals("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight")));
    }

    @Test
    void aModelOfAnotherKindIsRefused() throws IOException {
        SmallModel encoder = SmallModel.in(Files.createDirectories(folder.resolve("encoder")));
        String config = folder.resolve("encoder/model/config.json").toString();
        String refusal = Run.refusal(train("run", "gsm8k", "--model=" + encoder.path("model")));
        assertEquals(
                "peanut: " + config + ":1: field `model_type`: expected llama, mistral, qwen2 or qwen3, got `bert`",
                refusal);
        assertEquals(
                "peanut: method linear-probing: expected a model with a task's head to train, got the decoder small,"
                        + " which has none",
                Run.refusal(withoutRank("lp")));
        assertEquals(
                "peanut: method bitfit: expected a model with biases to train, got the decoder small, which has none",
                Run.refusal(withoutRank("bitfit")));
        assertTrue(Run.refusal(train("run", "gsm8k", "--max-length=7"))
                .endsWith("max length: expected at least 8 tokens, got 7"));
        assertTrue(Run.refusal(train("run", "boolq", "--max-length=8")).contains("expected room for at least "));
        assertTrue(Run.refusal(train("run", "gsm8k", "--label=x"))
                .contains("expected no --text, --second, --label, --classes or --regression"));
    }
}
