package org.peftcheck.theory.audit;

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
import java.util.TreeSet;
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
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.audit.Audit;
import org.peftcheck.papers.audit.Check;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.audit.Outcome;
import org.peftcheck.papers.audit.Quantities;
import org.peftcheck.papers.audit.Rounding;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions.Option;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.FourierFt;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Peanut;

class PaperAuditTest {

    private static final Audit AUDIT = PaperAudit.peanut2025();
    private static final List<Finding> FINDINGS = AUDIT.all();
    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");

    static Set<String> audited() {
        return AUDIT.claims();
    }

    /** The audit of the tables with one text replaced in one file. */
    private static Audit planted(String file, String found, String planted) {
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
        return PaperAudit.peanut2025(new PaperData(folder).tables());
    }

    private static List<String> disagreements(Audit audit, String claim) {
        return audit.of(claim).stream()
                .filter(finding -> !finding.agrees())
                .map(finding -> finding.where() + ": printed " + finding.printed() + ", found " + finding.found())
                .toList();
    }

    private static Finding finding(String group) {
        List<Finding> found =
                FINDINGS.stream().filter(f -> f.check().group().equals(group)).toList();
        assertEquals(1, found.size(), group);
        return found.get(0);
    }

    @Test
    void everyOutcomeIsTheExpectedOne() {
        List<String> unexpected = FINDINGS.stream()
                .filter(finding -> !finding.isAsExpected())
                .map(f -> f.check().group() + ", " + f.where() + ": printed " + f.printed() + ", found " + f.found()
                        + ", " + f.outcome())
                .toList();
        assertEquals(List.of(), unexpected);
    }

    @ParameterizedTest
    @MethodSource("audited")
    void auditGivesTheExpectedVerdict(String claim) {
        List<Finding> findings = AUDIT.of(claim);
        assertFalse(findings.isEmpty());
        boolean holds = findings.stream().allMatch(Finding::agrees);
        assertEquals(
                holds ? ExpectedVerdict.PROVED : ExpectedVerdict.REFUTED,
                Peanut2025.claims().get(claim).expected());
    }

    @Test
    void everyDecidedClaimOnTablesHasChecks() {
        Set<String> onTables = Peanut2025.claims().stream()
                .filter(claim -> claim.kind() == ClaimKind.TABLE
                        || claim.id().startsWith("text-")
                        || claim.id().startsWith("count-table-"))
                .map(Claim::id)
                .collect(Collectors.toSet());
        assertEquals(onTables, AUDIT.claims());
    }

    /** Every number of the tables is a figure of exactly one check: recomputed, or said to be an input. */
    @Test
    void everyNumberOfEveryTableIsAccountedForOnce() {
        List<String> figures = AUDIT.checks().stream()
                .filter(check -> check.isFigure() && !check.isText())
                .map(Check::where)
                .sorted()
                .toList();
        assertEquals(List.copyOf(new TreeSet<>(figures)), figures);
        int numbers = 0;
        for (Table table : Peanut2025.tables().all()) {
            int ofTable = 0;
            for (Row row : table.rows()) {
                ofTable += (int) row.cells().stream()
                        .filter(cell -> cell.value().isPresent())
                        .count();
            }
            int number = table.number();
            long checked = AUDIT.checks().stream()
                    .filter(c -> c.isFigure() && c.table().orElse(0) == number)
                    .count();
            assertEquals(ofTable, checked, "numbers of table " + number);
            numbers += ofTable;
        }
        assertEquals(606, numbers);
    }

    @Test
    void thereAreMoreChecksThanNumbersInTables2And3And5And6() {
        long checks = FINDINGS.stream()
                .filter(f -> f.outcome() != Outcome.INPUT)
                .filter(f -> Set.of(2, 3, 5, 6).contains(f.check().table().orElse(0)))
                .count();
        assertTrue(checks >= 49 + 110 + 27 + 33, checks + " checks");
    }

    /** What is printed wrongly, and what the nearest reading gives. */
    @ParameterizedTest
    @CsvSource({
        "table-2-parameters-lora, 581K, 589.82",
        "table-2-parameters-fourierft, 239K, 240",
        "table-6-share-2, 0.239%, 0.23773",
        "table-3-share-lora, 0.239%, 0.23773",
        "text-vision-lora, 11.05%, 11.2916",
        "text-vision-fourierft, 7.30%, 7.5352",
        "text-vision-lp, 26.02%, 26.3019",
        "same-count-llama3-8b, 'PEANuT and LoRA have the same number of parameters, LLaMA3-8B', 62914560 > 56623104",
        "same-count-qwen3-8b, 'PEANuT and LoRA have the same number of parameters, Qwen3-8B', 66060288 > 58982400",
        "text-commonsense-170k, 170K, 147.58",
        "table-15-development-arc-c, 229, 299",
        "table-15-test-piqa, '3,000', 3084",
        "table-16-math-train, '12,500', 7500",
    })
    void doesNotFollow(String group, String printed, String found) {
        Finding finding = finding(group);
        assertEquals(Outcome.DOES_NOT_FOLLOW, finding.outcome());
        assertEquals(printed, finding.printed());
        assertEquals(found, finding.found());
    }

    @ParameterizedTest
    @CsvSource({
        "table-2-parameters-full, 85.8M, 85.799",
        "table-2-parameters-peanut, 263K, 262.75",
        "same-scale-qv-mlp, r is tuned to the same parameter scale for QV and QV-MLP, 258048 = 258048",
        "same-count-llama2-7b, 'PEANuT and LoRA have the same number of parameters, LLaMA2-7B', 56098816 = 56098816",
        "table-3-share-fourierft, 0.019%, 0.01925",
        "table-3-share-loreft, 0.015%, 0.0148",
        "table-6-share-4, 0.239%, 0.23906",
        "table-6-share-6, 0.241%, 0.24095",
        "text-vision-depth-2-lora, 11.05%, 11.0467",
        "text-vision-share, 0.3%, 0.307",
    })
    void follows(String group, String printed, String found) {
        Finding finding = finding(group);
        assertEquals(Outcome.MATCH, finding.outcome());
        assertEquals(printed, finding.printed());
        assertEquals(found, finding.found());
    }

    @Test
    void theShareOfTheSmallTweakerIsCutOff() {
        Finding small = finding("table-3-share-peanut-s");
        assertEquals(Outcome.ROUNDS_DIFFERENTLY, small.outcome());
        assertEquals("0.01977", small.found());
        assertEquals(Set.of(Rounding.CUT_OFF), small.best().orElseThrow().roundings());
        Finding.Result large = finding("table-3-share-peanut-l").results().get(0);
        assertEquals("0.24153", large.found());
        assertEquals(Set.of(Rounding.CUT_OFF), large.roundings());
    }

    /** All ranks, and all sets of layers of the blocks of ViT-base, for which LoRA has the printed 581K parameters. */
    @Test
    void thePrintedCountOfLoRaNeedsOddSettings() {
        ModelQuantities quantities = new ModelQuantities(Peanut2025::architecture);
        List<String> layers = List.of("query", "key", "value", "o", "up", "down");
        Set<String> found = new TreeSet<>();
        for (int subset = 1; subset < 64; subset++) {
            int chosen = subset;
            List<String> targets = layers.stream()
                    .filter(layer -> (chosen >> layers.indexOf(layer) & 1) == 1)
                    .toList();
            for (int rank = 1; rank <= 64; rank++) {
                String name = "vit-base: lora rank=" + rank + " targets=" + String.join("+", targets);
                int count = quantities.of(name).intValueExact();
                if (count >= 580_500 && count < 581_500) {
                    long feedForward =
                            targets.stream().filter(t -> layers.indexOf(t) > 3).count();
                    found.add(count + ": rank " + rank + ", attention " + (targets.size() - feedForward)
                            + ", feed-forward " + feedForward);
                }
            }
        }
        assertEquals(
                Set.of("580608: rank 7, attention 2, feed-forward 1", "580608: rank 9, attention 1, feed-forward 1"),
                found);
    }

    /** The whole over which counts, rounded to one digit, give the shares of the rows that were taken over. */
    @Test
    void oneWholeFitsTheRoundedCountsOfTable3() {
        double[][] rows = {{400_000, 0.318}, {300_000, 0.239}, {100_000, 0.080}, {20_000, 0.016}};
        for (double whole = 125.6e6; whole <= 125.75e6; whole += 10_000) {
            for (double[] row : rows) {
                assertEquals(row[1], Math.round(row[0] / whole * 100_000) / 1000.0);
            }
        }
        assertTrue(Math.round(300_000 / 124_645_632.0 * 100_000) == 241);
    }

    @Test
    void disagreementsAreTheKnownOnes() {
        assertEquals(
                List.of("Table 4, LLaMA2-7B, FFT, AVG: printed 43.20, found 43.15"),
                disagreements(AUDIT, "table-4-averages"));
        assertEquals(
                List.of(
                        "Table 5, Nonlinear LoRA, AVG: printed 83.31, found 83.6125",
                        "Table 5, Multiplicative LoRA, AVG: printed 84.81, found 84.8675"),
                disagreements(AUDIT, "table-5-averages"));
        assertEquals(
                List.of("Table 1, Qwen3-8B, MiLoRA, ARC-c: printed 82.7, at most that of PEANuT, found 82.6 < 82.7"),
                disagreements(AUDIT, "table-1-best-on-all"));
        assertEquals(
                List.of(
                        "Table 1, Qwen3-8B, LoRA, OBQA: printed 89.5, found 89.6",
                        "Table 1, Qwen3-8B, MiLoRA, OBQA: printed 89.5, found 89.6"),
                disagreements(AUDIT, "table-1-whole-answers"));
        assertEquals(
                List.of("0.318%", "0.239%", "0.239%", "0.080%", "0.016%"),
                AUDIT.of("count-table-3-baselines").stream()
                        .filter(finding -> !finding.agrees())
                        .map(Finding::printed)
                        .toList());
        assertEquals(1, disagreements(AUDIT, "text-layers-small").size());
        assertEquals(
                List.of("Section 5.2: printed 4.6%, found 4.897", "Section 5.2: printed 2.5%, found 2.778"),
                disagreements(AUDIT, "text-commonsense-gains-llama2"));
        assertEquals(
                List.of(
                        "Table 2, LoRA, parameters: printed 581K, the same as that of PEANuT, found 263000 < 581000",
                        "Table 2, FourierFT, parameters: printed 239K, the same as that of PEANuT, found 263000 > 239000"),
                disagreements(AUDIT, "table-2-same-parameters"));
        assertTrue(disagreements(AUDIT, "text-depth-consistent")
                .contains("Table 6, 4, QNLI: printed 92.4, at least that of depth 2, found 92.4 < 92.7"));
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
        "count-table-2-peanut, tables/table-02.csv, 263K, 264K",
        "count-table-3-peanut-l, tables/table-03.csv, 0.241%, 0.245%",
        "text-runtime-memory, tables/table-07.csv, '78.4s,6916MB', '78.4s,6916GB'",
        "text-depth-average, tables/table-06.csv, '90.8,86.3', '90.8,85.9'"
    })
    void aPlantedMistakeChangesTheVerdict(String claim, String file, String found, String planted) {
        assertEquals(List.of(), disagreements(AUDIT, claim));
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
        assertEquals(List.of(), disagreements(planted("tables/table-02.csv", "581K", "590K"), "count-table-2-lora"));
        assertEquals(
                List.of(),
                disagreements(planted("tables/table-06.csv", "2,0.239", "2,0.237"), "count-table-6-depth-2"));
        assertEquals(List.of(), disagreements(planted("tables/table-01.csv", "89.5", "89.4"), "table-1-whole-answers"));
    }

    private static List<String> unexpected(Quantities quantities) {
        return PaperAudit.peanut2025(Peanut2025.tables(), quantities).all().stream()
                .filter(finding -> !finding.isAsExpected())
                .map(finding -> finding.check().group())
                .toList();
    }

    /** A wrong count of a method on hidden states, that of another one in its place, makes an outcome that is not expected. */
    @ParameterizedTest
    @CsvSource({
        "houlsby, adapter-fnn, table-3-count-adapter",
        "adapter-fnn, houlsby, table-3-count-adapterfnn",
        "bitfit, red, table-3-count-bitfit",
        "red, bitfit, table-3-count-red",
        "direft, adapter-fnn, table-3-count-direft",
        "loreft, adapter-fnn, table-3-count-loreft"
    })
    void aWrongCountOnHiddenStatesIsFound(String method, String planted, String check) {
        Quantities mistaken = new ModelQuantities(
                Peanut2025::architecture,
                AdapterRegistry.standard()::method,
                id -> HiddenRegistry.method(id.equals(method) ? planted : id));
        assertTrue(unexpected(mistaken).contains(check), unexpected(mistaken).toString());
    }

    @Test
    void aWrongCountOnWeightsIsFound() {
        AdapterMethod oneMore = new AdapterMethod(
                "fourierft",
                options -> FourierFt.of(
                        options.withCoefficients(options.coefficients().orElseThrow() + 1)),
                Set.of(Option.COEFFICIENTS));
        assertEquals(List.of("table-3-count-fourierft"), unexpected(mistaken("fourierft", oneMore)));
        AdapterMethod deeper = new AdapterMethod(
                "peanut",
                options -> Peanut.of(options.withDepth(options.depth().orElse(2) + 2)),
                Set.of(Option.DEPTH, Option.ORIENTATION));
        assertTrue(unexpected(mistaken("peanut", deeper)).contains("same-count-llama2-7b"));
    }

    private static Quantities mistaken(String id, AdapterMethod method) {
        return new ModelQuantities(
                Peanut2025::architecture,
                other -> other.equals(id) ? method : AdapterRegistry.standard().method(other),
                HiddenRegistry::method);
    }

    @Test
    void theRightCountsAreExpected() {
        assertEquals(List.of(), unexpected(new ModelQuantities(Peanut2025::architecture)));
    }

    @Test
    void aRowThatIsGoneIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> planted("tables/table-06.csv", "2,0.239%", "3,0.239%"));
        assertTrue(refusal.getMessage().startsWith("audit/table-06.yaml:"), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("got `2`; known rows: 3, 4, 6"), refusal.getMessage());
    }

    @Test
    void unknownAuditListsNearOnes() {
        assertEquals(
                "claim `table-5-average`: no audit of tables; near names: table-5-averages, table-1-averages,"
                        + " table-2-averages, table-3-averages, table-4-averages",
                assertThrows(IllegalArgumentException.class, () -> AUDIT.of("table-5-average"))
                        .getMessage());
    }
}
