package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code peanut tie} on runs of a small model. */
class TieCommandTest {

    @TempDir
    Path folder;

    private SmallModel small;

    @BeforeEach
    void writeModelAndData() {
        small = SmallModel.in(folder);
    }

    /** A training; on a machine that is busy it may show progress. */
    private void trained(String out, String... more) {
        Run run = Run.of(small.train(out, more));
        assertEquals(ExitCode.OK, run.exit(), run.err());
    }

    private JsonNode report() {
        return Run.json(new String(small.bytes("run/tie.json"), StandardCharsets.UTF_8));
    }

    @Test
    void loraHasTwinsWhoseLossIsWithinItsBoundAndAGapInEachLayer() throws IOException {
        trained("run", "--method=lora", "--rank=3", "--scaling=2/r", "--targets=query,up,down");
        byte[] record = small.bytes("run/run.json");
        Run run = Run.of("tie", small.path("run"), "--threads=2", "--test", "--markdown", small.path("copy.md"));
        assertEquals(ExitCode.OK, run.exit(), run.err());
        JsonNode report = report();
        assertEquals(5, report.path("twins").size());
        JsonNode twins = report.at("/twins/0");
        assertEquals("2r", twins.path("kind").asText());
        assertEquals(6, twins.path("built").asInt());
        assertEquals(6, twins.at("/layers/0/width").asInt());
        assertTrue(twins.path("certifiedRelativeError").asDouble() < 1e-9, twins.toString());
        assertTrue(twins.path("certifiedErrorInSinglePrecision").asDouble() < 1e-2);
        assertTrue(twins.at("/measured/test/accuracy").isNumber());
        assertEquals(2, report.path("bounds").size());
        for (JsonNode bound : report.path("bounds")) {
            assertTrue(bound.path("within").asBoolean(), bound.toString());
            assertTrue(bound.path("difference").asDouble()
                    <= bound.path("boundApprox").asDouble());
            assertTrue(bound.path("difference").asDouble()
                    <= bound.path("boundRigorous").asDouble());
        }
        assertEquals(Set.of("vacuous", "fails"), verdicts(report, "left"));
        assertTrue(verdicts(report, "right").contains("vacuous"));
        assertEquals(3, report.path("merges").size());
        for (JsonNode merge : report.path("merges")) {
            assertTrue(
                    merge.path("error").asDouble() <= merge.path("errorBound").asDouble(), merge.toString());
        }
        String text = run.out();
        assertTrue(text.contains("PEANuT twins of the trained update") && text.contains("relu, 2r units"), text);
        assertTrue(
                text.stripTrailing()
                        .replace('\n', ' ')
                        .endsWith(report.path("conclusion").asText()),
                text);
        String markdown = Files.readString(folder.resolve("run/tie.md"));
        assertEquals(markdown, Files.readString(folder.resolve("copy.md")));
        assertTrue(markdown.contains("| network | twins | units |"), markdown);
        assertEquals(
                new String(record, StandardCharsets.UTF_8),
                new String(small.bytes("run/run.json"), StandardCharsets.UTF_8));
    }

    private static Set<String> verdicts(JsonNode report, String side) {
        Set<String> verdicts = new TreeSet<>();
        report.at("/invariance/layers")
                .forEach(layer -> verdicts.add(layer.path(side).path("verdict").asText()));
        return verdicts;
    }

    @Test
    void peanutHasLoraFactorsThatGiveItsLoss() {
        trained("run", "--method=peanut", "--rank=3", "--depth=4");
        Run run = Run.of("tie", small.path("run"), "--threads=2", "--json", "-");
        assertEquals(ExitCode.OK, run.exit(), run.err());
        JsonNode report = Run.json(run.out());
        assertEquals(report(), report);
        assertEquals(4, report.path("updates").size());
        for (JsonNode update : report.path("updates")) {
            assertEquals(3, update.path("singularValuesApprox").size());
            assertTrue(update.path("rankApprox").asInt() <= 3);
            assertTrue(update.path("exactLoraFactors").asBoolean(), update.toString());
        }
        double trained = report.at("/trained/devLoss").asDouble();
        assertEquals(trained, report.at("/loraFactors/devLoss").asDouble(), 1e-5);
        assertTrue(
                report.path("conclusion").asText().startsWith("The theory explains the result: every update has rank"));
    }

    @Test
    void whatCannotBeTiedIsRefused() {
        assertEquals(
                "peanut: " + small.path("run") + ": expected the folder of a run, found no run.json in it",
                Run.refusal("tie", small.path("run")));
        trained("run", "--method=dora", "--rank=3");
        assertEquals(
                "peanut: tie: expected a network with adapters of lora or of peanut, found dora",
                Run.refusal("tie", small.path("run")));
        assertEquals(
                "peanut: tie: expected at least 1 input and 1 batch to look at, got 0 and 4",
                Run.refusal("tie", small.path("run"), "--double-rows=0"));
        assertEquals(
                "peanut: --markdown " + small.path("no/tie.md") + ": expected a file in a folder that is there",
                Run.refusal("tie", small.path("run"), "--markdown", small.path("no/tie.md")));
        assertFalse(Files.exists(folder.resolve("run/tie.json")));
        trained("plain", "--method=lp");
        assertEquals(
                "peanut: tie: expected a network with adapters of lora or of peanut, found none",
                Run.refusal("tie", small.path("plain")));
    }
}
