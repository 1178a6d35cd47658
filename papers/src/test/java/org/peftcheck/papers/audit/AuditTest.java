package org.peftcheck.papers.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.Tables;

/** The audit of a made-up table: what a formula gives, which outcome a figure has, and what is refused. */
class AuditTest {

    private static final String TABLES = """
            tables:
              - number: 1
                caption: C
                columns:
                  - {name: model, kind: text}
                  - {name: method, kind: text}
                  - {name: size, kind: number, units: [K, M, MB, GB], optional: true}
                  - {name: a, kind: number}
                  - {name: b, kind: number}
                  - {name: AVG, kind: number}
            """;
    private static final String ROWS = """
            model,method,size,a,b,AVG
            X,L,1.5K,10,20,15
            X,P,2M,11,20,15.5
            Y,L,-,1,2,1.4
            Y,P,2GB,1,2,1.6
            """;

    private static Map<String, String> files(String checks) {
        return Map.of(
                "tables.yaml", TABLES,
                "tables/table-01.csv", ROWS,
                "audit.yaml", "files: [all]\n",
                "audit/all.yaml", checks);
    }

    private static Audit audit(String checks) {
        Map<String, String> files = files(checks);
        DataFolder folder = name -> new ByteArrayInputStream(files.get(name).getBytes(StandardCharsets.UTF_8));
        Tables tables = new PaperData(folder).tables();
        return new Audit(AuditReader.read(folder, tables), tables, name -> new BigInteger(name));
    }

    private static String of(String entry) {
        return "checks:\n  - {id: c, " + entry + "}\n";
    }

    private static Finding text(String printed, String formula, String expected) {
        return audit(of("place: S, printed: \"" + printed + "\", formula: \"" + formula + "\", reading: R, expected: "
                        + expected))
                .all()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1 + 2, 3",
        "7, 1 + 2 * 3, 7",
        "9, (1 + 2) * 3, 9",
        "2, 7 - 3 - 2, 2",
        "0.3, 1 / 3, 0.333",
        "15, mean([1: X/L | a..b]), 15",
        "31, 'sum([1: X/P | a..b], 0)', 31",
        "3, 'number([1: X/P | a..AVG])', 3",
        "1500, [1: X/L | size], 1500",
        "1.5K, [1: X/L | size], 1.5",
        "2000, [1: X/P | size] / 1000, 2000",
        "2000, [1: Y/P | size], 2000",
        "25%, 'percent(1, 4)', 25",
        "33.3%, 'gain(4, 3)', 33.333",
        "42, {42}, 42",
        "81.0, nearest(100 / 500), 81",
        "0.1, 0.1, 0.1"
    })
    void formulasGiveExactValues(String printed, String formula, String found) {
        Finding finding = text(printed, formula, "match");
        assertEquals(Outcome.MATCH, finding.outcome());
        assertEquals(found, finding.found());
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 0.25, MATCH, HALF_UP HALF_EVEN CUT_OFF",
        "0.3, 0.25, MATCH, HALF_UP",
        "0.2, 0.25, MATCH, HALF_EVEN CUT_OFF",
        "0.4, 0.35, MATCH, HALF_UP HALF_EVEN",
        "0.3, 0.35, MATCH, CUT_OFF",
        "0.2, 0.29, ROUNDS_DIFFERENTLY, CUT_OFF",
        "0.3, 0.21, ROUNDS_DIFFERENTLY, ''",
        "0.2, 0.3, DOES_NOT_FOLLOW, ''",
        "0.1, 0.2001, DOES_NOT_FOLLOW, ''",
        "581K, 589824, DOES_NOT_FOLLOW, ''",
        "239K, 240000, DOES_NOT_FOLLOW, ''",
        "263K, 262752, MATCH, HALF_UP HALF_EVEN"
    })
    void outcomesAndRulesOfRounding(String printed, String value, Outcome outcome, String rules) {
        Finding finding = text(printed, value, outcome.label());
        assertEquals(outcome, finding.outcome());
        assertTrue(finding.isAsExpected());
        Set<Rounding> expected = EnumSet.noneOf(Rounding.class);
        for (String rule : rules.split(" ")) {
            if (!rule.isEmpty()) {
                expected.add(Rounding.valueOf(rule));
            }
        }
        assertEquals(expected, finding.best().orElseThrow().roundings());
    }

    @Test
    void anOutcomeThatIsNotExpectedIsSeen() {
        Finding finding = text("0.2", "0.3", "match");
        assertEquals(Outcome.DOES_NOT_FOLLOW, finding.outcome());
        assertTrue(!finding.isAsExpected());
    }

    @Test
    void aTableEntryChecksEveryCellButTheOthers() {
        Audit audit = audit(of("table: 1, columns: [AVG], without: [\"Y/L\"], formula: \"mean([a..b])\", reading: R,"
                + " expected: match, except: [{cells: [\"Y/P | AVG\"], expected: does-not-follow}]"));
        List<Finding> findings = audit.all();
        assertEquals(
                List.of("Table 1, X, L, AVG", "Table 1, X, P, AVG", "Table 1, Y, P, AVG"),
                findings.stream().map(Finding::where).toList());
        assertEquals(
                List.of("15", "15.5", "1.5"),
                findings.stream().map(Finding::found).toList());
        assertEquals(
                List.of(Outcome.MATCH, Outcome.MATCH, Outcome.DOES_NOT_FOLLOW),
                findings.stream().map(Finding::outcome).toList());
    }

    @Test
    void aRelationComparesWithTheSamePartOfTheRow() {
        Audit audit =
                audit(of("table: 1, columns: [a, AVG], rows: [\"*/L\"], says: is less, formula: \"[*/P | .] > [.]\","
                        + " reading: R, expected: match, except: [{cells: [\"Y/L | a\"], expected: does-not-follow}]"));
        assertEquals(
                List.of("11 > 10", "15.5 > 15", "1 = 1", "1.6 > 1.4"),
                audit.all().stream().map(Finding::found).toList());
        assertTrue(audit.all().stream().allMatch(Finding::isAsExpected));
        assertEquals("10, is less", audit.all().get(0).printed());
    }

    @Test
    void theBestReadingDecidesAndTheNearestIsShown() {
        String readings =
                "place: S, printed: \"5\", readings: [{formula: \"8\", reading: far}, {formula: \"7\", reading:"
                        + " near}%s], expected: %s";
        Finding none =
                audit(of(readings.formatted("", "does-not-follow"))).all().get(0);
        assertEquals("near", none.best().orElseThrow().reading().meaning());
        Finding one = audit(of(readings.formatted(", {formula: \"5.2\", reading: it}", "match")))
                .all()
                .get(0);
        assertEquals(Outcome.MATCH, one.outcome());
        assertEquals("it", one.best().orElseThrow().reading().meaning());
    }

    @Test
    void anInputHasAReasonAndNoFormula() {
        Finding finding = audit(of("table: 1, rows: [\"X/L\"], columns: [a], expected: input, remark: measured"))
                .all()
                .get(0);
        assertEquals(Outcome.INPUT, finding.outcome());
        assertEquals("", finding.found());
        assertTrue(finding.best().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "place: S, printed: \"3\", expected: match~field `expected`: expected `input` exactly where there is no"
                        + " formula",
                "place: S, printed: \"3\", expected: input~field `remark`: expected the reason why this is an input, got"
                        + " nothing",
                "place: S, printed: \"x\", formula: \"1\", reading: R, expected: match~field `printed`: expected a number as"
                        + " a text, got `x`",
                "place: S, printed: \"3\", formula: \"1 <= 2\", reading: R, expected: match~field `formula`: expected a"
                        + " relation with `says` and an expression without",
                "place: S, printed: \"3\", formula: \"1 +\", reading: R, expected: match~field `formula`: formula `1 +`:"
                        + " expected a number, a reference, a function or a parenthesis as part 3, got the end",
                "place: S, printed: \"3\", formula: \"(1\", reading: R, expected: match~field `formula`: formula `(1`:"
                        + " expected `)` as part 3, got the end",
                "place: S, printed: \"3\", formula: \"1 2\", reading: R, expected: match~field `formula`: formula `1 2`:"
                        + " expected the end as part 2, got `2`",
                "place: S, printed: \"3\", formula: \"1 # 2\", reading: R, expected: match~field `formula`: formula `1 # 2`:"
                        + " cannot be read from position 1",
                "place: S, printed: \"3\", formula: \"means(1)\", reading: R, expected: match~field `formula`: function"
                        + " `means`: not known; near names: mean",
                "place: S, printed: \"3\", formula: \"1\", reading: R, expected: macth~field `expected`: outcome `macth`:"
                        + " not known; near names: match",
                "table: 2, columns: [a], expected: input, remark: m~field `table`: table: expected 1 to 1, got 2",
                "table: 1, columns: [c], expected: input, remark: m~field `columns`: column `c`: not known; near names:"
                        + " a, b",
                "table: 1, columns: [b..a], expected: input, remark: m~field `columns`: columns `b..a`: expected two of"
                        + " table 1, in order, among [model, method, size, a, b, AVG]",
                "table: 1, rows: [\"Z/L\"], columns: [a], expected: input, remark: m~field `rows`: expected a row of table 1"
                        + " or a pattern with *, got `Z/L`; known rows: X/L, X/P, Y/L, Y/P",
            })
    void refusesBadEntries(String entry, String message) {
        BadDataException refusal = assertThrows(BadDataException.class, () -> audit(of(entry)));
        assertEquals("audit/all.yaml:2: check c: " + message, refusal.getMessage());
    }

    @Test
    void refusesExceptionsThatAreNotChecked() {
        String entry =
                "table: 1, columns: [a], expected: input, remark: m, except: [{cells: [\"X/L | b\"], expected: match}]";
        BadDataException refusal = assertThrows(BadDataException.class, () -> audit(of(entry)));
        assertTrue(
                refusal.getMessage().endsWith("expected cells that are checked, got [X/L | b]"), refusal.getMessage());
    }

    @Test
    void refusesAnIdThatIsGivenTwice() {
        String twice = of("place: S, printed: \"3\", expected: input, remark: m")
                + "  - {id: c, place: S, printed: \"3\", expected: input, remark: m}\n";
        BadDataException refusal = assertThrows(BadDataException.class, () -> audit(twice));
        assertEquals("audit/all.yaml:3: check c: field `id`: given to two entries", refusal.getMessage());
    }

    @Test
    void aReferenceThatNamesNothingSaysWhichCheck() {
        Audit audit = audit(of("place: S, printed: \"3\", formula: \"[1: X/L | c]\", reading: R, expected: match"));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, audit::all);
        assertEquals("c, S: column `c`: not known; near names: a, b", refusal.getMessage());
        Audit bare = audit(of("place: S, printed: \"3\", formula: \"[a]\", reading: R, expected: match"));
        assertEquals(
                "c, S: reference `[a]`: expected a table, as the text has none of its own",
                assertThrows(IllegalArgumentException.class, bare::all).getMessage());
    }
}
