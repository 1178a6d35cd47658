package org.peftcheck.papers.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ClaimKind;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.PaperData;

class TableAuditsTest {

    private static final TableAudits AUDITS = new TableAudits(Peanut2025.tables());
    private static final DataFolder FOLDER = DataFolder.onClassPath(TableAuditsTest.class, "/peanut2025");

    static Set<String> audited() {
        return AUDITS.claims();
    }

    /** The tables with one text replaced in one file. */
    private static TableAudits planted(String file, String found, String planted) {
        DataFolder folder = name -> {
            if (!name.equals(file)) {
                return FOLDER.open(name);
            }
            try (InputStream stream = FOLDER.open(name)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(text.contains(found), "nothing to plant the mistake in");
                return new ByteArrayInputStream(text.replace(found, planted).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return new TableAudits(new PaperData(folder).tables());
    }

    private static List<String> disagreements(TableAudits audits, String claim) {
        return audits.audit(claim).stream()
                .filter(finding -> !finding.agrees())
                .map(finding -> finding.where() + ": printed " + finding.printed() + ", found " + finding.found())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("audited")
    void auditGivesTheExpectedVerdict(String claim) {
        List<Finding> findings = AUDITS.audit(claim);
        assertFalse(findings.isEmpty());
        boolean holds = findings.stream().allMatch(Finding::agrees);
        assertEquals(
                holds ? ExpectedVerdict.PROVED : ExpectedVerdict.REFUTED,
                Peanut2025.claims().get(claim).expected());
    }

    @Test
    void everyDecidedClaimOnTablesHasAnAudit() {
        Set<String> onTables = Peanut2025.claims().stream()
                .filter(claim -> claim.kind() == ClaimKind.TABLE
                        || claim.kind() == ClaimKind.TEXT && claim.id().startsWith("text-"))
                .map(Claim::id)
                .collect(Collectors.toSet());
        assertEquals(onTables, AUDITS.claims());
    }

    @Test
    void disagreementsAreTheKnownOnes() {
        assertEquals(
                List.of("Table 4, LLaMA2-7B, FFT, AVG: printed 43.20, found 43.1500"),
                disagreements(AUDITS, "table-4-averages"));
        assertEquals(
                List.of(
                        "Table 5, Nonlinear LoRA, AVG: printed 83.31, found 83.6125",
                        "Table 5, Multiplicative LoRA, AVG: printed 84.81, found 84.8675"),
                disagreements(AUDITS, "table-5-averages"));
        assertEquals(
                List.of("Table 1, Qwen3-8B, MiLoRA, ARC-c: printed at most 82.6, found 82.7"),
                disagreements(AUDITS, "table-1-best-on-all"));
        assertEquals(
                List.of(
                        "Table 2, gain over LP: printed 26.02, found 26.3019",
                        "Table 2, gain over LoRA: printed 11.05, found 11.2916",
                        "Table 2, gain over FourierFT: printed 7.30, found 7.5352"),
                disagreements(AUDITS, "text-vision-gains"));
        assertEquals(
                List.of(
                        "Table 1, LLaMA2-7B, gain over LoRA: printed 4.6, found 4.897",
                        "Table 1, LLaMA2-7B, gain over MiLoRA: printed 2.5, found 2.778"),
                disagreements(AUDITS, "text-commonsense-gains-llama2"));
        assertEquals(2, disagreements(AUDITS, "table-2-same-parameters").size());
        assertTrue(disagreements(AUDITS, "text-depth-consistent")
                .contains("Table 6, 4, QNLI: printed at most 92.4, found 92.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "table-1-averages, tables/table-01.csv, '69.8,79.9', '69.8,77.9'",
        "table-2-averages, tables/table-02.csv, '54.84,96.13', '54.34,96.13'",
        "table-3-averages, tables/table-03.csv, '63.8,92.2', '65.8,92.2'",
        "table-6-averages, tables/table-06.csv, '64.4,92.7', '66.4,92.7'",
        "table-4-full-highest, tables/table-04.csv, '65.05,18.30', '65.05,19.80'",
        "table-5-ablation, tables/table-05.csv, '53.60', '33.60'",
        "text-glue-small, tables/table-03.csv, '90.8,85.3', '90.8,85.4'",
        "text-glue-small, tables/table-03.csv, '90.6,85.6', '90.6,85.7'",
        "text-glue-large, tables/table-03.csv, '90.6,85.6', '90.6,86.6'",
        "text-commonsense-gains-qwen3, tables/table-01.csv, '93.6,89.6', '93.6,89.7'",
        "text-arithmetic-gains-qwen3, tables/table-04.csv, 81.69, 81.79",
        "text-vision-full-share, tables/table-02.csv, 263K, 363K",
        "text-runtime-memory, tables/table-07.csv, '78.4s,6916MB', '78.4s,6916GB'",
        "text-depth-average, tables/table-06.csv, '90.8,86.3', '90.8,85.9'"
    })
    void aPlantedMistakeChangesTheVerdict(String claim, String file, String found, String planted) {
        assertEquals(List.of(), disagreements(AUDITS, claim));
        assertFalse(disagreements(planted(file, found, planted), claim).isEmpty());
    }

    @Test
    void correctedTablesWouldPass() {
        assertEquals(List.of(), disagreements(planted("tables/table-04.csv", "43.20", "43.15"), "table-4-averages"));
        assertEquals(
                List.of(),
                disagreements(planted("tables/table-01.csv", "92.3,82.7", "92.3,82.5"), "table-1-best-on-all"));
        assertEquals(
                List.of(),
                disagreements(planted("tables/table-02.csv", "92.02,86.34", "92.02,86.15"), "text-vision-gains"));
    }

    @Test
    void unknownAuditListsNearOnes() {
        assertEquals(
                "claim `table-5-average`: no audit of tables; near names: table-5-averages, table-1-averages,"
                        + " table-2-averages, table-3-averages, table-4-averages",
                assertThrows(IllegalArgumentException.class, () -> AUDITS.audit("table-5-average"))
                        .getMessage());
    }
}
