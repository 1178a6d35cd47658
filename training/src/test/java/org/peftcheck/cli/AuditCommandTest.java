package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.papers.Tables;
import org.peftcheck.papers.audit.Audit;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.audit.Outcome;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.audit.PaperAudit;

class AuditCommandTest {

    @TempDir
    Path folder;

    @Test
    void listsWhatDoesNotFollow() {
        String out = Run.good("audit");
        for (String figure : List.of("581K", "239K", "0.239%", "83.31", "84.81", "11.05%", "7.30%", "26.02%", "170K")) {
            assertTrue(out.contains("| " + figure + " "), figure);
        }
        assertTrue(out.contains("62914560 > 56623104"), out);
        assertTrue(out.contains("82.6 < 82.7"), out);
        assertTrue(out.lines().noneMatch(line -> line.startsWith(" Table") && line.contains("| match")), out);
        assertFalse(out.contains("(!)"), out);
    }

    @Test
    void listsEveryFigureOfATable() {
        String out = Run.good("audit", "2");
        assertTrue(out.contains("Table 2, PEANuT, parameters"), out);
        assertTrue(out.contains("| 263K "), out);
        assertTrue(out.contains("| input "), out);
        assertTrue(out.contains("Section 5.2"), out);
        assertFalse(out.contains("Table 6,"), out);
        assertEquals(out, Run.good("audit", "table-02"));
    }

    @Test
    void everyLineFitsTheWidth() {
        for (String[] arguments : new String[][] {{"audit"}, {"audit", "--all"}}) {
            assertEquals(
                    List.of(),
                    Run.good(arguments)
                            .lines()
                            .filter(line -> line.length() > Console.WIDTH)
                            .toList());
        }
    }

    @Test
    void aReadingStandsUnderItsFigure() {
        List<String> lines = Run.good("audit", "2").lines().toList();
        int figure = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(" Table 2, FourierFT, parameters") && line.contains("| 240 "))
                .findFirst()
                .orElseThrow());
        assertTrue(lines.get(figure + 1).startsWith("     FourierFT (Gao et al., 2024)"), lines.get(figure + 1));
    }

    @Test
    void theCountsAddUp() {
        JsonNode summary = Run.json(Run.good("audit", "--all", "--json", "-")).get("summary");
        int total = 0;
        for (JsonNode table : summary) {
            for (JsonNode count : table) {
                total += count.asInt();
            }
        }
        assertEquals(PaperAudit.peanut2025().checks().size(), total);
        assertEquals(17, summary.size());
    }

    @Test
    void writesJsonWithAllReadings() throws Exception {
        Path file = folder.resolve("audit.json");
        Run.good("audit", "6", "--only", "does-not-follow,rounds-differently", "--json", file.toString());
        JsonNode findings = Run.json(Files.readString(file)).get("findings");
        JsonNode share = findings.get(0);
        assertEquals("table-6-share-2", share.get("check").textValue());
        assertEquals("0.239%", share.get("printed").textValue());
        assertEquals(3, share.get("readings").size());
        assertEquals("0.2366", share.at("/readings/0/recomputed").textValue());
        assertTrue(share.at("/readings/0/formula").textValue().contains("rank=8"));
        findings.forEach(f -> assertFalse(f.get("outcome").textValue().equals("match")));
    }

    @Test
    void onlyTheOutcomesAskedFor() {
        String out = Run.good("audit", "15", "--only", "match");
        assertTrue(out.contains("9,427"), out);
        assertFalse(out.contains("Table 15, ARC-c, development"), out);
    }

    @Test
    void saysHowFiguresAreRounded() {
        assertTrue(Run.good("audit", "text").contains("figures follow by some rule of rounding"));
    }

    @Test
    void anOutcomeThatIsNotExpectedIsMarked() {
        Tables tables = Peanut2025.tables();
        Audit audit = PaperAudit.peanut2025(tables);
        Finding finding = audit.find(audit.checks().get(0));
        Finding wrong = new Finding(finding.check(), Outcome.DOES_NOT_FOLLOW, finding.results());
        assertFalse(wrong.isAsExpected());
        assertTrue(new AuditReport(List.of(wrong), List.of(wrong)).asText().contains("does-not-follow (!)"));
    }

    @Test
    void badInputIsRefused() {
        assertEquals("peanut: table `17`: expected a number from 1 to 16, or text", Run.refusal("audit", "17"));
        assertEquals(
                "peanut: outcome `matches`: not known; near names: match", Run.refusal("audit", "--only", "matches"));
        assertEquals("peanut: --all: expected no tables beside it, got 2", Run.refusal("audit", "2", "--all"));
        assertTrue(Run.refusal("audit", "--onyl", "match").contains("near names: --only"));
        assertTrue(Run.refusal("audit", "--json", folder.resolve("none/a.json").toString())
                .contains("expected a file in a folder that is there"));
    }
}
