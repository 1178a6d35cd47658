package org.peftcheck.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** A table in plain text, in ASCII, with a rule under its head; between its rows there may be notes over all columns. */
final class TextTable {

    private static final String NOTE = "\u0001";

    private final List<Column> columns = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

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

    /** A note under the row before it, or over the row after it: text over all columns, indented and wrapped between words. */
    void note(String text, int indent) {
        String margin = " ".repeat(indent);
        notes.add(margin + WordUtils.wrap(text, Console.WIDTH - indent, "\n" + margin, false));
        String[] row = new String[columns.size()];
        Arrays.fill(row, "");
        row[0] = NOTE;
        rows.add(row);
    }

    @Override
    public String toString() {
        String table = AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                columns.toArray(Column[]::new),
                rows.toArray(String[][]::new));
        Iterator<String> texts = notes.iterator();
        StringBuilder text = new StringBuilder();
        table.lines()
                .map(line -> line.contains(NOTE) ? texts.next() : line.stripTrailing())
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
