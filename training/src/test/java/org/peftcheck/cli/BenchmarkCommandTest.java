package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.recipe.PaperRow;
import picocli.CommandLine;

class BenchmarkCommandTest {

    @TempDir
    Path folder;

    private SmallModel small;
    private final List<String> started = new ArrayList<>();

    @BeforeEach
    void writeModelAndData() throws IOException {
        small = SmallModel.in(folder);
        Path data = Files.createDirectories(folder.resolve("glue/SST-2"));
        for (String part : List.of("train", "dev")) {
            List<String> rows = new ArrayList<>(List.of("sentence\tlabel"));
            for (int i = 0; i < (part.equals("train") ? 24 : 9); i++) {
                rows.add((i % 4 < 2 ? "the" : "a") + " film is " + (i % 2 == 0 ? "good" : "bad") + "\t" + (i + 1) % 2);
            }
            Files.write(data.resolve(part + ".tsv"), rows);
        }
    }

    private String[] benchmark(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                "--model=" + small.path("model"),
                "--data=" + small.path("glue"),
                "--steps=4",
                "--batch=4",
                "--threads=1",
                "--out=" + small.path("runs")));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    /** The command with its runs in this process; those of one method fail, if any is named. */
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
        int exit = new CommandLine(new BenchmarkCommand(console, starter)).execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    private static String[] inMain(String... arguments) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of("benchmark"), Arrays.stream(arguments))
                .toArray(String[]::new);
    }

    @Test
    void theListHasEveryRowOfThePaper() {
        String list = Run.good("benchmark", "--list");
        assertTrue(list.startsWith("Run with nothing more than this\n\nablation\n"), list);
        JsonNode json = Run.json(Run.good("benchmark", "--list", "--json=-"));
        assertEquals(Peanut2025.recipes().all().size(), json.size());
        List<String> paper = new ArrayList<>();
        json.forEach(recipe ->
                recipe.path("rows").forEach(row -> row.path("paper").forEach(one -> paper.add(one.asText()))));
        Peanut2025.recipes().all().forEach(recipe -> {
            assertTrue(list.contains("\n" + recipe.name() + "\n"), recipe.name());
            recipe.paper().stream().map(PaperRow::toString).forEach(row -> assertTrue(paper.contains(row), row));
        });
        assertTrue(list.contains("LLaMA3-8B/MiLoRA"), list);
        assertTrue(list.contains("roberta-base (0.5 GiB of weights in memory)"), list);
    }

    @Test
    void methodsStandBesideThePaper() throws IOException {
        Run run = run("", benchmark("glue-sst2", "--seeds=2", "--only=LP,LoRA,PEANuT-L"));
        assertEquals(0, run.exit(), run.err());
        assertEquals(6, started.size());
        assertEquals(
                List.of("--out=" + small.path("runs/sst-2-lp-1"), "--out=" + small.path("runs/sst-2-lora-1")),
                started.subList(0, 2));
        List<String> lines = run.out().lines().toList();
        assertEquals("glue-sst2: The methods of Table 3 on GLUE's SST-2", lines.get(0));
        assertEquals("SST-2 with model:", lines.get(2));
        assertTrue(lines.get(3).contains("accuracy on dev"), run.out());
        assertTrue(lines.get(3).contains("minus LoRA, points (95 %)"), run.out());
        assertTrue(
                lines.get(6)
                        .matches(
                                "\\s*LoRA +\\|\\s+768 \\|\\s+0\\.\\d{4} ± 0\\.\\d{4} \\|\\s+2 \\|\\s+\\|\\s+93\\.9 \\|\\s+\\|"),
                lines.get(6));
        assertTrue(
                lines.get(7)
                        .matches(
                                "\\s*PEANuT-L +\\|.* \\|\\s+[+-]\\d+\\.\\d\\d ± \\d+\\.\\d\\d \\|\\s+95\\.2 \\|\\s+\\+1\\.3 \\|.*"
                                        + "(higher|not told apart|lower).*"),
                lines.get(7));
        assertTrue(
                run.out().contains("- SST-2: 2 seeds of 4 steps of 4 inputs (0.667 epochs of 24 examples)"), run.out());
        assertTrue(run.out().contains("in the paper: PEANuT-L > LoRA"), run.out());
        assertTrue(run.out().contains("- the adapters have 768 to 1,792 trained parameters"), run.out());
        assertTrue(run.out().contains("not the figures\n  themselves are comparable"), run.out());
        JsonNode json = Run.json(Files.readString(folder.resolve("runs/benchmark.json")));
        JsonNode peanut = json.path("lines").get(2);
        double difference = 0;
        for (int seed = 0; seed < 2; seed++) {
            difference += peanut.at("/runs/" + seed + "/dev/accuracy").asDouble() / 2
                    - json.at("/lines/1/runs/" + seed + "/dev/accuracy").asDouble() / 2;
        }
        assertEquals(difference, peanut.at("/minus_reference/mean").asDouble(), 1e-12);
        assertEquals(List.of("table 3: PEANuT-L"), List.of(peanut.at("/paper/0").asText()));
        String markdown = Files.readString(folder.resolve("runs/benchmark.md"));
        assertTrue(markdown.startsWith("## glue-sst2\n"), markdown);
        assertTrue(markdown.contains("\n|---|---:|".replace("|---|---:|", "| --- | ---: |")), markdown);
    }

    @Test
    void theSameCommandGoesOnWithWhatIsMissing() {
        String[] arguments = benchmark("glue-sst2", "--seeds=2", "--only=LP,LoRA");
        Run first = run("lora", arguments);
        assertEquals(ExitCode.NOT_AS_EXPECTED, first.exit());
        assertTrue(first.err().contains("runs/sst-2-lora-1: not finished, exit code 2"), first.err());
        assertFalse(first.out().contains("± 0.00 |"), first.out());
        started.clear();
        Run second = run("", arguments);
        assertEquals(0, second.exit(), second.err());
        assertEquals(
                List.of("--out=" + small.path("runs/sst-2-lora-1"), "--out=" + small.path("runs/sst-2-lora-2")),
                started);
        started.clear();
        assertEquals(second.out(), run("", arguments).out());
        assertEquals(List.of(), started);
        String other = Run.refusal(inMain(benchmark("glue-sst2", "--seeds=2", "--only=LP", "--eval-every=2")));
        assertTrue(
                other.contains("runs/sst-2-lp-1: expected no run or one of the same settings, found another"), other);
    }

    @Test
    void thePapersOwnSettingsRunOnFilesThatAreGiven() {
        Run run = run("", benchmark("table-7-sst-2", "--seeds=2", "--max-length=8"));
        assertEquals(0, run.exit(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(3).contains("to LoRA (95 %)"), run.out());
        assertTrue(
                lines.get(5).matches("\\s*LoRA +\\|.*\\| +1 \\|.*870\\.7s \\| +1\\.000 \\|.*2410MB.*"), lines.get(5));
        assertTrue(
                lines.get(6).matches("\\s*PEANuT +\\|.* \\d\\.\\d{3} ± \\d.*911\\.4s \\| +1\\.047 \\|.*"),
                lines.get(6));
        assertTrue(run.out().contains("no table prints epochs for GLUE"), run.out());
        assertTrue(run.out().contains("- all adapters have the same 768 trained parameters"), run.out());
        JsonNode json = Run.json(new String(small.bytes("runs/benchmark.json"), StandardCharsets.UTF_8));
        String arguments = json.at("/lines/1/arguments").toString();
        for (String expected : List.of("\"--lr=0.005\"", "\"--scaling=0.01\"", "\"--dense-head\"", "\"--depth=2\"")) {
            assertTrue(arguments.contains(expected), arguments);
        }
    }

    @Test
    void missingFilesAreListedAtOnce() {
        Run run = Run.of("benchmark", "table-3", "--data", small.path("glue"), "--on", "SST-2,CoLA");
        assertEquals(ExitCode.BAD_INPUT, run.exit());
        assertEquals(
                "peanut: table-3: expected all of its 7 files, 5 of them missing, the first --model config.json",
                run.err().strip());
        assertTrue(run.out().contains("--model | model.safetensors or model.safetensors.index.json"), run.out());
        assertTrue(
                run.out()
                        .lines()
                        .anyMatch(line ->
                                line.matches("\\s*--data +\\| SST-2/train.tsv +\\| .*glue/SST-2/train.tsv\\s*")),
                run.out());
        assertTrue(
                run.out()
                        .lines()
                        .anyMatch(line -> line.matches(
                                "\\s*--data +\\| CoLA/train.tsv or CoLA/in_domain_train.tsv +\\| missing\\s*")),
                run.out());
        assertFalse(Files.exists(folder.resolve("runs")));
    }

    @Test
    void whatCannotBeRunIsRefused() throws IOException {
        String both = Run.refusal("benchmark");
        assertTrue(both.contains("expected the name of a recipe or --list, got neither"), both);
        assertTrue(Run.refusal("benchmark", "tabel-3").contains("unknown recipe `tabel-3`; near names: table-"));
        assertTrue(Run.refusal("benchmark", "ablation", "--only=Lora2").contains("unknown row `Lora2`"));
        assertTrue(Run.refusal("benchmark", "ablation", "--seeds=0").contains("--seeds: expected at least 1, got 0"));
        Run images = Run.of(inMain(benchmark("vision")));
        assertEquals(ExitCode.BAD_INPUT, images.exit());
        assertTrue(
                images.err()
                        .contains(
                                "vision: expected all of its 2 files, 1 of them missing, the first --data data_batch_1.bin"),
                images.err());
        assertTrue(images.out().contains("(the model is a vision\ntransformer with config.json"), images.out());
    }
}
