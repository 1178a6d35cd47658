package org.peftcheck.papers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of a paper, numbered from 1 without gaps; each file of rows is read when its table is first asked for. */
public final class Tables {

    private final List<Lazy<Table>> byNumber;

    private Tables(List<Lazy<Table>> byNumber) {
        this.byNumber = byNumber;
    }

    /**
     * Reads the list of tables: a mapping with the one field {@code tables}; the rows of table 7 are in
     * {@code tables/table-07.csv}.
     *
     * @param root the root of the document
     * @param folder where the rows are
     * @return the tables
     * @throws BadDataException for an unknown, missing or ill-typed field, or when a number is missing or given twice
     */
    public static Tables read(Fields root, DataFolder folder) {
        List<Lazy<Table>> tables = new ArrayList<>();
        for (Fields entry : root.mappings("tables")) {
            int number = entry.positive("number");
            Fields fields = entry.about("table " + number);
            if (number != tables.size() + 1) {
                throw fields.refuse(
                        "number", "expected table " + (tables.size() + 1) + " at this place, got " + number);
            }
            String caption = fields.text("caption");
            List<Column> columns = columns(fields, number);
            fields.end();
            tables.add(new Lazy<>(() -> table(number, caption, columns, folder)));
        }
        root.end();
        return new Tables(List.copyOf(tables));
    }

    private static Table table(int number, String caption, List<Column> columns, DataFolder folder) {
        String file = "tables/table-%02d.csv".formatted(number);
        return new Table(number, caption, columns, new TableFile(file, columns).read(folder.open(file)));
    }

    private static List<Column> columns(Fields table, int number) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : table.mappings("columns")) {
            String name = entry.text("name");
            Fields fields = entry.about("table " + number + ": column " + name);
            Column column = new Column(
                    name,
                    fields.choice("kind", ColumnKind.class),
                    fields.has("units") ? fields.texts("units") : List.of(),
                    fields.truth("optional", false));
            fields.end();
            if (!names.add(name)) {
                throw fields.refuse("name", "given to two columns");
            }
            if (column.kind() == ColumnKind.TEXT && !column.units().isEmpty()) {
                throw fields.refuse("units", "expected units on a column of numbers only");
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    /** How many there are; they are numbered from 1. */
    public int size() {
        return byNumber.size();
    }

    /**
     * A table with its rows.
     *
     * @param number its number
     * @return the table
     * @throws IllegalArgumentException when the paper has no such table
     * @throws BadDataException when its file of rows is missing, has another head, a row with a wrong number of cells, or
     *     a cell that is not of the kind of its column
     */
    public Table get(int number) {
        if (number < 1 || number > byNumber.size()) {
            throw new IllegalArgumentException("table: expected 1 to " + byNumber.size() + ", got " + number);
        }
        return byNumber.get(number - 1).get();
    }

    /** All tables with their rows. */
    public List<Table> all() {
        return byNumber.stream().map(Lazy::get).toList();
    }
}
