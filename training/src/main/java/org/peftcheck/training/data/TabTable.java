package org.peftcheck.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of tab-separated fields as the GLUE benchmark has them: a line is a row, and quotes are letters like any other.
 *
 * @param file the file
 * @param columns the names of the columns
 * @param firstLine the number of the line that the first row is on
 * @param rows the fields by row, as many as there are columns
 */
record TabTable(Path file, List<String> columns, int firstLine, List<List<String>> rows) {

    /** Reads a file whose first line names the columns. */
    static TabTable withHeader(Path file) {
        List<String> lines = DataLines.of(file);
        if (lines.isEmpty()) {
            throw new BadDatasetException(file.toString(), "a line with the names of the columns", "an empty file");
        }
        List<String> columns = fields(lines.get(0));
        return new TabTable(file, columns, 2, rows(file, lines, 1, columns.size(), columns.size()));
    }

    /** Reads a file without names; what comes in a line after these columns, up to {@code most} fields, is dropped. */
    static TabTable withoutHeader(Path file, List<String> columns, int most) {
        return new TabTable(file, columns, 1, rows(file, DataLines.of(file), 0, columns.size(), most));
    }

    private static List<List<String>> rows(Path file, List<String> lines, int from, int least, int most) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            List<String> fields = fields(lines.get(i));
            if (fields.size() < least || fields.size() > most) {
                throw new BadDatasetException(
                        file + ", line " + (i + 1),
                        (least == most ? "" + least : least + " to " + most) + " fields divided by tabs",
                        "" + fields.size());
            }
            rows.add(fields.subList(0, least));
        }
        return rows;
    }

    private static List<String> fields(String line) {
        return List.of(line.split("\t", -1));
    }

    /** The examples of the rows. */
    List<Example> examples(RowReader reader) {
        return reader.examples(file.toString(), columns, row -> "line " + (firstLine + row), rows);
    }
}
