package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

    @TempDir
    Path folder;

    private SmallModel small;
    private final List<String> started = new ArrayList<>();

    @BeforeEach
    void writeModelAndData() {
        small = SmallModel.in(folder);
    }

    private String[] compare(String methods, String... more) {
        return small.arguments(List.of("compare", "--methods", methods, "--out", small.path("runs")), more);
    }

    /** The comparison with its runs in this process; those of one method fail, if any is named. */
    private Run run(String failing, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
        TrainStarter starter = train -> {
            started.add(train.get(train.size() - 2));
            List<String> line = new ArrayList<>(List.of("train"));
            line.addAll(train);
            return train.contains("--method=" + failing)
                    ? ExitCode.BAD_INPUT
                    : Run.of(line.toArray(String[]::new)).exit();
        };
        int exit = new CommandLine(new CompareCommand(console, starter))
                .execute(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
        return new Run(exit, out.toString(), err.toString());
    }

    @Test
    void methodsStandSideBySide() {
        Run run = run(
                "", compare("lp,lora,peanut", "--seeds=2", "--rank=3", "--depth=4", "--json=" + small.path("c.json")));
        assertEquals(0, run.exit(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).contains("accuracy on test"), run.out());
        assertTrue(
                lines.get(2).matches("\\s*linear-probing .* 0 \\|\\s+26 \\|\\s+[01]\\.\\d{4} ± 0\\.\\d{4} \\|\\s+2 .*"),
                run.out());
        assertTrue(lines.get(3).matches("\\s*lora +\\| rank 3 +\\|\\s+288 .*"), run.out());
        assertTrue(lines.get(4).matches("\\s*peanut +\\| depth 4, rank 3 +\\|\\s+360 .*"), run.out());
        assertEquals(6, started.size());
        JsonNode json = Run.json(new String(small.bytes("c.json"), java.nio.charset.StandardCharsets.UTF_8));
        JsonNode peanut = json.get(2);
        assertEquals(360, peanut.path("trained_parameters").asInt());
        double first = peanut.at("/runs/0/test/accuracy").asDouble();
        double second = peanut.at("/runs/1/test/accuracy").asDouble();
        assertEquals((first + second) / 2, peanut.path("mean").asDouble(), 1e-12);
        assertEquals(
                Math.abs(first - second) / Math.sqrt(2),
                peanut.path("standard_deviation").asDouble(),
                1e-12);
    }

    @Test
    void theSameCommandGoesOnWithWhatIsMissing() throws IOException {
        String[] arguments = compare("lp,lora", "--seeds=2", "--rank=3");
        Run first = run("lora", arguments);
        assertEquals(ExitCode.NOT_AS_EXPECTED, first.exit());
        assertTrue(
                first.err().contains("peanut: " + small.path("runs/lora-1") + ": not finished, exit code 2"),
                first.err());
        assertTrue(first.out().lines().anyMatch(line -> line.matches("\\s*lora .*\\|\\s+0 \\|.*")), first.out());
        started.clear();
        Run second = run("", arguments);
        assertEquals(0, second.exit(), second.err());
        assertEquals(List.of("--out=" + small.path("runs/lora-1"), "--out=" + small.path("runs/lora-2")), started);
        Files.writeString(folder.resolve("runs/lp-1").getParent().resolve("linear-probing-1/held-out.json"), "{");
        started.clear();
        assertEquals(second.out(), run("", arguments).out());
        assertEquals(List.of("--out=" + small.path("runs/linear-probing-1")), started);
    }

    @Test
    void aBudgetGivesEachMethodItsLargestSize() {
        Run run = run("", compare("lora,vera,fourierft,peanut", "--seeds=1", "--budget=lora:3"));
        assertEquals(0, run.exit(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(2).matches("\\s*lora +\\| rank 3 +\\|\\s+288 .*"), run.out());
        assertTrue(lines.get(3).matches("\\s*vera +\\| rank 24 +\\|\\s+144 .*"), run.out());
        assertTrue(lines.get(4).matches("\\s*fourierft +\\| coefficients 72 +\\|\\s+288 .*"), run.out());
        assertTrue(lines.get(5).matches("\\s*peanut +\\| rank 3 +\\|\\s+288 .*"), run.out());
        assertFalse(run.out().contains("±"), run.out());
    }

    private void refused(String message, String... arguments) {
        String refusal = Run.refusal(arguments);
        assertTrue(refusal.startsWith("peanut: " + message), refusal);
        assertFalse(Files.exists(folder.resolve("runs")));
    }

    @Test
    void whatCannotBeComparedIsRefusedBeforeAnythingIsTrained() {
        refused("method `penut`: expected one that can be trained here", compare("lora,penut"));
        refused("LoRA rank: expected at most 12", compare("lp,lora", "--rank=13"));
        refused("LoRA rank: expected at least 1, got 0", compare("lp,lora", "--rank=0"));
        refused("--methods: expected methods that differ, got lp,linear-probing", compare("lp,linear-probing"));
        refused("--seeds: expected at least 1, got 0", compare("lp", "--seeds=0"));
        refused("expected one of --rank and --budget, got both", compare("lora", "--rank=2", "--budget=100"));
        refused("budget 95: expected at least 96, the smallest count of LoRA here", compare("lora", "--budget=95"));
        refused("--budget: expected METHOD:R such as lora:8, got lora:x", compare("lora", "--budget=lora:x"));
        refused("--budget: expected a method with a rank, got lp:3", compare("lora", "--budget=lp:3"));
        refused("unknown task `files`", compare("lora", "--rank=2", "--task=files"));
        refused(folder.resolve("data/train.tsv") + ": expected a column x", compare("lora", "--rank=2", "--text=x"));
    }

    @Test
    void aFolderWithOtherRunsIsRefused() {
        assertEquals(0, run("", compare("lp", "--seeds=1")).exit());
        String refusal = Run.refusal(compare("lp", "--seeds=1", "--steps=7"));
        assertTrue(
                refusal.startsWith("peanut: " + small.path("runs/linear-probing-1")
                        + ": expected no run or one of the same settings, found another: peanut --data="),
                refusal);
    }

    @Test
    void runsHaveProcessesOfTheirOwn() {
        Run run = Run.of(compare("lp", "--seeds=1"));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("linear-probing"), run.out());
    }
}
