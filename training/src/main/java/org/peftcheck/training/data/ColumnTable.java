package org.peftcheck.training.data;

import java.nio.file.Path;
import java.util.List;

/**
 * Some columns of a file, as text.
 *
 * @param file the file
 * @param columns the names of the columns
 * @param rows the fields by row; an empty field and a missing one are both empty
 */
record ColumnTable(Path file, List<String> columns, List<List<String>> rows) {

    /** The examples of the rows. */
    List<Example> examples(RowReader reader) {
        return reader.examples(file.toString(), columns, this::place, rows);
    }

    /** The line of a row, where each row is a line of the file; else its number. */
    private String place(int row) {
        FileFormat format = FileFormat.of(file).orElseThrow();
        int header = format.hasHeader() ? 1 : 0;
        boolean byLine = format != FileFormat.PARQUET && DataLines.of(file).size() == rows.size() + header;
        return byLine ? "line " + (row + 1 + header) : "row " + (row + 1);
    }

    /** The fields of a column. */
    List<String> column(String name) {
        int index = columns.indexOf(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }
}
