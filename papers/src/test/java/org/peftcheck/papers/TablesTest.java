package org.peftcheck.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    private static final String INDEX = """
            tables:
              - number: 1
                caption: A first table.
                columns:
                  - {name: method, kind: text}
                  - {name: mark, kind: text, optional: true}
                  - {name: count, kind: number, units: [K, M], optional: true}
                  - {name: AVG, kind: number}
              - number: 2
                caption: A second table.
                columns: [{name: x, kind: number}]
            """;

    private static final String ROWS = "method,mark,count,AVG\nLoRA,+,581K,93.14\n\"A, B\",,-,8E-4\n";

    private static Tables tables(String index, String rows) {
        DataFolder folder = name -> new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
        return Tables.read(Document.parse("tables.yaml", index), folder);
    }

    private static void refusedIndex(String found, String planted, String message) {
        assertTrue(INDEX.contains(found));
        String index = INDEX.replace(found, planted);
        assertEquals(
                message,
                assertThrows(BadDataException.class, () -> tables(index, ROWS)).getMessage());
    }

    private static void refusedRows(String rows, String message) {
        Tables tables = tables(INDEX, rows);
        assertEquals(
                message,
                assertThrows(BadDataException.class, () -> tables.get(1)).getMessage());
    }

    @Test
    void readsTextNumbersAndUnits() {
        Table table = tables(INDEX, ROWS).get(1);
        assertEquals("A first table.", table.caption());
        Row row = table.row("LoRA");
        assertEquals(new Cell("581K", Optional.of(new BigDecimal("581")), Optional.of("K")), row.get("count"));
        assertEquals(
                new BigDecimal("581000"),
                new BigDecimal(row.get("count").magnitude().toPlainString()));
        assertEquals("93.14", row.get("AVG").raw());
        assertEquals("+", row.get("mark").raw());
        assertEquals(2, row.line());
        Row other = table.row("A, B", "");
        assertEquals(Optional.empty(), other.get("count").value());
        assertEquals(0, other.get("AVG").number().compareTo(new BigDecimal("0.0008")));
        assertThrows(IllegalStateException.class, () -> other.get("count").number());
    }

    @Test
    void unknownRowColumnAndTable() {
        Tables tables = tables(INDEX, ROWS);
        Table table = tables.get(1);
        assertEquals(
                "table 1: expected one row that begins with PiSSA, found 0",
                assertThrows(IllegalArgumentException.class, () -> table.row("PiSSA"))
                        .getMessage());
        assertEquals(
                "column `AVGE`: not known; near names: AVG",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> table.rows().get(0).get("AVGE"))
                        .getMessage());
        assertEquals(
                "table: expected 1 to 2, got 3",
                assertThrows(IllegalArgumentException.class, () -> tables.get(3))
                        .getMessage());
    }

    @Test
    void rowsAreReadOnlyWhenAskedFor() {
        Tables tables = tables(INDEX, "nonsense");
        assertEquals(2, tables.size());
        assertThrows(BadDataException.class, () -> tables.get(2));
    }

    @Test
    void numbersAsPrinted() {
        for (String raw : List.of("93.14", "8E-4", "3e-4", "1,234,567", "77.7s", "100%", "8.55k", "-3", "5E-3")) {
            assertEquals(raw, Cell.number(raw).orElseThrow().raw());
        }
        assertEquals(
                new BigDecimal("1234567"),
                Cell.number("1,234,567").orElseThrow().number());
        for (String raw : List.of("", "-", "1.", ".5", "12,34", "1 2", "9x4", "E5", "1.2.3", "NaN")) {
            assertEquals(Optional.empty(), Cell.number(raw), raw);
        }
    }

    @Test
    void roundingIsHalfAUnitOfTheLastPrintedDigit() {
        Cell printed = Cell.number("81.4").orElseThrow();
        assertTrue(printed.isRoundingOf(new BigDecimal("81.3625")));
        assertTrue(printed.isRoundingOf(new BigDecimal("81.45")));
        assertTrue(printed.isRoundingOf(new BigDecimal("81.35")));
        assertFalse(printed.isRoundingOf(new BigDecimal("81.4501")));
        assertFalse(printed.isRoundingOf(new BigDecimal("81.3499")));
    }

    @Test
    void refusesNumbersOutOfPlace() {
        refusedIndex(
                "  - number: 2\n",
                "  - number: 3\n",
                "tables.yaml:9: table 3: field `number`: expected table 2 at this place, got 3");
        refusedIndex(
                "  - number: 2\n",
                "  - number: 1\n",
                "tables.yaml:9: table 1: field `number`: expected table 2 at this place, got 1");
        refusedIndex(
                "  - number: 2\n    caption",
                "  - caption",
                "tables.yaml:9: tables item 2: field `number`: expected a positive whole number, got nothing");
        refusedIndex(
                "number: 2",
                "number: two",
                "tables.yaml:9: tables item 2: field `number`: expected a positive whole number, got `two`");
        refusedIndex(
                "number: 2",
                "number: -2",
                "tables.yaml:9: tables item 2: field `number`: expected a positive whole number, got `-2`");
        refusedIndex(
                "number: 2",
                "number: 2.5",
                "tables.yaml:9: tables item 2: field `number`: expected a positive whole number, got `2.5`");
    }

    @Test
    void refusesBadColumns() {
        refusedIndex(
                "{name: AVG, kind: number}",
                "{name: AVG, kind: figure}",
                "tables.yaml:8: table 1: column AVG: field `kind`: expected one of text, number, got `figure`");
        refusedIndex(
                "{name: AVG, kind: number}",
                "{name: count, kind: number}",
                "tables.yaml:8: table 1: column count: field `name`: given to two columns");
        refusedIndex(
                "{name: method, kind: text}",
                "{name: method, kind: text, units: [s]}",
                "tables.yaml:5: table 1: column method: field `units`: expected units on a column of numbers only");
        refusedIndex(
                "optional: true}\n      - {name: count",
                "optional: maybe}\n      - {name: count",
                "tables.yaml:6: table 1: column mark: field `optional`: expected true or false, got `maybe`");
        refusedIndex(
                "{name: AVG, kind: number}",
                "{name: AVG, kind: number, unit: s}",
                "tables.yaml:8: table 1: column AVG: field `unit`: unknown field; near names: units");
    }

    @Test
    void refusesBadRows() {
        refusedRows(
                ROWS.replace("93.14", "93.l4"), "tables/table-01.csv:2: field `AVG`: expected a number, got `93.l4`");
        refusedRows(ROWS.replace("93.14", ""), "tables/table-01.csv:2: field `AVG`: expected a number, got ``");
        refusedRows(
                ROWS.replace("8E-4", "8E-4s"),
                "tables/table-01.csv:3: field `AVG`: expected a number without a unit, got `8E-4s`");
        refusedRows(
                ROWS.replace("581K", "581G"),
                "tables/table-01.csv:2: field `count`: expected a number, bare or in K or M, got `581G`");
        refusedRows(ROWS.replace("LoRA,", ","), "tables/table-01.csv:2: field `method`: expected a text, got nothing");
        refusedRows(ROWS.replace("93.14", "93.14,1"), "tables/table-01.csv:2: expected 4 cells, got 5");
        refusedRows(ROWS.replace(",8E-4", ""), "tables/table-01.csv:3: expected 4 cells, got 3");
        refusedRows(ROWS.replace("\nLoRA", "\n\nLoRA"), "tables/table-01.csv:2: expected 4 cells, got 1");
        refusedRows(
                ROWS.replace("mark", "note"),
                "tables/table-01.csv:1: expected the columns [method, mark, count, AVG], got [method, note, count, AVG]");
        refusedRows(
                "method,mark,count,AVG\n", "tables/table-01.csv:1: expected a head and at least one row, got 1 lines");
        refusedRows("", "tables/table-01.csv: expected a head and at least one row, got 0 lines");
    }

    @Test
    void refusesMissingFileAndOtherEncodings(@TempDir Path folder) throws Exception {
        Tables tables = Tables.read(Document.parse("tables.yaml", INDEX), DataFolder.at(folder));
        BadDataException missing = assertThrows(BadDataException.class, () -> tables.get(1));
        assertTrue(missing.getMessage().startsWith("tables/table-01.csv: expected a file of this name in "));
        Files.createDirectories(folder.resolve("tables"));
        Files.write(
                folder.resolve("tables/table-01.csv"),
                ROWS.replace("LoRA", "Lorá").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "tables/table-01.csv: expected UTF-8 text, got other bytes",
                assertThrows(BadDataException.class, () -> tables.get(1)).getMessage());
    }
}
