package org.peftcheck.papers;

import java.util.List;

/**
 * A row of a table.
 *
 * @param columns the columns of the table
 * @param cells its cells, one a column
 * @param line the line of the file on which it stands
 */
public record Row(List<Column> columns, List<Cell> cells, int line) {

    /** Keeps its own copies of the lists. */
    public Row {
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
    }

    /**
     * The cell in a column.
     *
     * @param column the head of the column
     * @return the cell
     * @throws IllegalArgumentException when there is no such column, with near names
     */
    public Cell get(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return cells.get(i);
            }
        }
        List<String> names = columns.stream().map(Column::name).toList();
        throw new IllegalArgumentException("column `" + column + "`: not known" + NearNames.hint(column, names));
    }
}
