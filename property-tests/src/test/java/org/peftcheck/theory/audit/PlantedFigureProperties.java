package org.peftcheck.theory.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.audit.Outcome;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** A digit of a printed figure that is changed does not pass the audit unnoticed. */
class PlantedFigureProperties {

    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");
    private static final List<Finding> AS_PRINTED = PaperAudit.peanut2025().all();

    /** One digit of one numeric cell; the line and column count from 0 without the head. */
    record Change(int table, int line, int column, int digit, int by) {

        String file() {
            return "tables/table-%02d.csv".formatted(table);
        }

        /** The file with the digit changed. */
        String planted() {
            List<String> lines = new ArrayList<>(text(file()).lines().toList());
            String[] cells = lines.get(line + 1).split(",", -1);
            char[] cell = cells[column].toCharArray();
            int place = digits(cells[column]).get(digit % digits(cells[column]).size());
            cell[place] = (char) ('0' + (cell[place] - '0' + by) % 10);
            cells[column] = new String(cell);
            lines.set(line + 1, String.join(",", cells));
            return String.join("\n", lines) + "\n";
        }

        List<Finding> findings() {
            DataFolder folder = name -> name.equals(file())
                    ? new ByteArrayInputStream(planted().getBytes(StandardCharsets.UTF_8))
                    : FOLDER.open(name);
            return PaperAudit.peanut2025(new PaperData(folder).tables()).all();
        }
    }

    private static List<Integer> digits(String cell) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < cell.length(); i++) {
            if (Character.isDigit(cell.charAt(i))) {
                places.add(i);
            }
        }
        return places;
    }

    private static String text(String file) {
        try (InputStream stream = FOLDER.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every numeric cell of Tables 2, 3, 5 and 6; the names of rows are not numbers to be changed. */
    @Provide
    Arbitrary<Change> changes() {
        List<Change> cells = new ArrayList<>();
        for (int table : List.of(2, 3, 5, 6)) {
            List<String> lines =
                    text("tables/table-%02d.csv".formatted(table)).lines().toList();
            for (int line = 1; line < lines.size(); line++) {
                String[] row = lines.get(line).split(",", -1);
                for (int column = 1; column < row.length; column++) {
                    if (!digits(row[column]).isEmpty()) {
                        cells.add(new Change(table, line - 1, column, 0, 1));
                    }
                }
            }
        }
        assertEquals(49 + 110 + 27 + 30, cells.size());
        return Combinators.combine(
                        Arbitraries.of(cells),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 9))
                .as((cell, digit, by) -> new Change(cell.table, cell.line, cell.column, digit, by));
    }

    private static List<Object> recomputed(List<Finding> findings) {
        return findings.stream()
                .<Object>map(f -> List.of(f.outcome(), f.results()))
                .toList();
    }

    /** The recomputed figures and outcomes are other ones, whatever is printed. */
    @Property(tries = 400, seed = "20251124")
    void aChangedDigitChangesWhatIsFound(@ForAll("changes") Change change) {
        assertNotEquals(recomputed(AS_PRINTED), recomputed(change.findings()));
    }

    /** An average that follows no longer does when its first digit is another. */
    @Property(tries = 60, seed = "20251125")
    void aChangedAverageNoLongerFollows(@ForAll("changes") Change any) {
        String[] head = text(any.file()).lines().findFirst().orElseThrow().split(",");
        Change change = new Change(any.table, any.line, head.length - 1, 0, any.by);
        String group = "table-" + any.table + "-average";
        List<Finding> before = ofGroup(AS_PRINTED, group);
        List<Finding> after = ofGroup(change.findings(), group);
        for (int row = 0; row < before.size(); row++) {
            Outcome expected =
                    row == any.line ? Outcome.DOES_NOT_FOLLOW : before.get(row).outcome();
            assertEquals(expected, after.get(row).outcome());
        }
        assertTrue(after.get(any.line).where().endsWith("AVG"));
    }

    private static List<Finding> ofGroup(List<Finding> findings, String group) {
        return findings.stream().filter(f -> f.check().group().equals(group)).toList();
    }
}
