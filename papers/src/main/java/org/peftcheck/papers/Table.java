package org.peftcheck.papers;

import java.util.Arrays;
import java.util.List;

/**
 * A table of a paper. Its layout is tidy: groups of the printed table are repeated in a column.
 *
 * @param number its number in the paper
 * @param caption what it shows, in our own words
 * @param columns its columns
 * @param rows its rows
 */
public record Table(int number, String caption, List<Column> columns, List<Row> rows) {

    /** Keeps its own copies of the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The only row whose first cells are these texts.
     *
     * @param keys the texts of the first columns, such as a model and a method
     * @return the row
     * @throws IllegalArgumentException when no row or more than one begins with them
     */
    public Row row(String... keys) {
        List<Row> found = rows.stream()
                .filter(row -> row.cells().stream()
                        .limit(keys.length)
                        .map(Cell::raw)
                        .toList()
                        .equals(Arrays.asList(keys)))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("table " + number + ": expected one row that begins with "
                    + String.join(", ", keys) + ", found " + found.size());
        }
        return found.get(0);
    }

    /**
     * What tells a row apart from the others: the fewest leading cells that do, joined by a stroke.
     *
     * @param row a row of this table
     * @return such as {@code LLaMA2-7B/LoRA}
     */
    public String key(Row row) {
        return String.join("/", first(row, keys()));
    }

    private int keys() {
        for (int count = 1; count < columns.size(); count++) {
            int fixed = count;
            if (rows.stream().map(row -> first(row, fixed)).distinct().count() == rows.size()) {
                return count;
            }
        }
        return columns.size();
    }

    private static List<String> first(Row row, int count) {
        return row.cells().stream().limit(count).map(Cell::raw).toList();
    }
}
