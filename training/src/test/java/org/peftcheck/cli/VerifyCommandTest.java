package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Verdict;

class VerifyCommandTest {

    @TempDir
    Path folder;

    @Test
    void reportsARefutedClaimWithItsCounterexample() {
        JsonNode report = Run.json(Run.good("verify", "prop-b1-row", "--json", "-"));
        JsonNode claim = report.at("/claims/0");
        assertEquals("Refuted", claim.get("verdict").textValue());
        assertEquals("CounterSatisfiable", claim.get("szs").textValue());
        assertTrue(claim.get("asExpected").booleanValue());
        assertEquals("row-to-column", claim.at("/errata/0/id").textValue());
        JsonNode weight = claim.at("/instances/0/certificate/weight/inline/rows");
        assertEquals(2, weight.size());
        assertEquals(weight.get(0), weight.get(1));
    }

    @Test
    void showsTheErratumOfAPrintedMinimum() {
        String out = Run.good("verify", "prop-3.2", "--weights", "none");
        assertTrue(out.contains("\nprop-3.2-min: Refuted\n"), out);
        assertTrue(out.contains("erratum       min-to-inf"), out);
        assertTrue(out.contains("a target that ReLU units approach and never reach"), out);
        assertTrue(out.endsWith("claims, each with the expected verdict\n"), out);
    }

    @Test
    void certificatesAreKeptAndAcceptedAgain() {
        Path kept = folder.resolve("kept");
        String out = Run.good("verify", "prop-3.2-first", "--weights", "none", "--certificates", kept.toString());
        assertTrue(out.contains("    1 Proved\n"), out);
        assertTrue(out.contains("derivation, 18 exact, 0 bounded"), out);
        String rechecked = Run.good("recheck", kept.toString());
        assertTrue(rechecked.endsWith(" accepted, 0 rejected\n"), rechecked);
    }

    @Test
    void layersOfARealModelAreChosenByGlob() {
        String out = Run.good(
                "verify", "prop-3.2-first", "--layers", "encoder.layer.0.*.query.weight", "--rank", "2", "--json", "-");
        JsonNode instances = Run.json(out).at("/claims/0/instances");
        List<String> names = instances.findValuesAsText("instance");
        assertTrue(names.contains("encoder.layer.0.attention.self.query.weight"), out);
        assertEquals(
                1, names.stream().filter(name -> name.startsWith("encoder.")).count());
        JsonNode layer = instances.get(instances.size() - 1);
        assertEquals("Certified", layer.get("verdict").textValue());
        assertEquals(4, layer.get("units").intValue());
        assertTrue(layer.get("relativeError").doubleValue() < 1e-9, out);
    }

    @Test
    void badWeightsAreRefusedInOneLine() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.safetensors"));
        assertTrue(Run.refusal("verify", "prop-3.2-first", "--weights", empty.toString())
                .startsWith("peanut: " + empty + ": "));
        assertTrue(
                Run.refusal("verify", "prop-3.2-first", "--weights", "minilmm").contains("minilmm: file: expected"));
        String layer =
                Run.refusal("verify", "prop-3.2-first", "--layers", "encoder.layer.0.attention.self.qeury.weight");
        assertTrue(layer.contains("near names: "), layer);
    }

    @Test
    void badUsageIsRefusedBeforeAnyWork() {
        assertTrue(Run.refusal("verify", "prop-b1-roww").contains("near names: prop-b1-row"));
        assertTrue(Run.refusal("verify", "--rank", "0").contains("rank: expected at least 1, got 0"));
        assertTrue(Run.refusal("verify", "--seed", "x").contains("'x' is not a long"));
        String json = folder.resolve("no/such/report.json").toString();
        assertTrue(Run.refusal("verify", "--json", json).contains("expected a file in a folder that is there"));
    }

    @Test
    void aVerdictThatIsNotTheExpectedOneIsNamed() {
        Claim claim = Peanut2025.claims().get("relu-identity");
        ClaimReport claimReport =
                new ClaimReport(claim, "a guess", Optional.of(new Verdict.Inconclusive("no time")), List.of(), 0.25);
        VerifyReport report = new VerifyReport(List.of(claimReport));
        assertTrue(report.table().contains("| Inconclusive (!) |"), report.table());
        assertTrue(report.notes(false).contains("relu-identity: Inconclusive\n  expected      proved\n"));
        assertEquals("\n    1 Inconclusive\n    1 claims, 1 not as expected (!)\n", report.summary());
        assertFalse(VerifyJson.of(List.of(claimReport)).get("asExpected").booleanValue());
    }
}
