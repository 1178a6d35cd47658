package org.peftcheck.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text, in ASCII, with a rule under its head. */
final class TextTable {

    private final List<Column> columns = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** A further column of text, wrapped at a width. */
    TextTable text(String head, int widest) {
        return column(head, HorizontalAlign.LEFT, widest);
    }

    /** A further column of numbers. */
    TextTable number(String head) {
        return column(head, HorizontalAlign.RIGHT, Integer.MAX_VALUE);
    }

    private TextTable column(String head, HorizontalAlign align, int widest) {
        columns.add(new Column()
                .header(head)
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(widest, OverflowBehaviour.NEWLINE));
        return this;
    }

    /** A further row, with a cell for each column. */
    void row(Object... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i].toString();
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        String table = AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                columns.toArray(Column[]::new),
                rows.toArray(String[][]::new));
        return table.lines().map(String::stripTrailing).reduce("", (text, line) -> text + line + "\n");
    }
}
