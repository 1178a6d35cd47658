package org.peftcheck.papers.audit;

import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;

/**
 * A cell of a table, with the names by which formulas call it.
 *
 * @param table the table
 * @param row its row
 * @param column the head of its column
 */
record Place(Table table, Row row, String column) {

    private static final String BETWEEN = "/";
    private static final String SAME = "*";

    Cell cell() {
        return row.get(column);
    }

    @Override
    public String toString() {
        return "Table " + table.number() + ", " + key(table, row).replace(BETWEEN, ", ") + ", " + column;
    }

    /** The fewest leading cells that tell the rows of a table apart, joined by a stroke. */
    static String key(Table table, Row row) {
        return table.key(row);
    }

    /** The row of a table with a key, in which {@code *} stands for the same part of this place's own key. */
    Row resolve(Table other, String pattern) {
        String[] own = key(table, row).split(BETWEEN);
        String[] parts = pattern.split(BETWEEN);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].equals(SAME) && i < own.length ? own[i] : parts[i];
        }
        return other.row(parts);
    }

    /** Whether the key of a row fits a pattern, in which {@code *} stands for any part. */
    static boolean fits(String pattern, Table table, Row row) {
        String[] parts = pattern.split(BETWEEN);
        String[] own = key(table, row).split(BETWEEN);
        if (parts.length != own.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals(SAME) && !parts[i].equals(own[i])) {
                return false;
            }
        }
        return true;
    }
}
