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
        return reader.examples(file.toString(), columns, row -> "row " + (row + 1), rows);
    }

    /** The fields of a column. */
    List<String> column(String name) {
        int index = columns.indexOf(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }
}
