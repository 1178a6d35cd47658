package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts that is written for a terminal or as Markdown.
 *
 * @param heads the heads of the columns
 * @param numbers for each column whether it is written to the right
 * @param rows the rows, a text for each column
 */
record Grid(List<String> heads, List<Boolean> numbers, List<List<String>> rows) {

    private static final int WIDEST = 44;

    /** Collects the columns and rows of a table. */
    static final class Builder {

        private final List<String> heads = new ArrayList<>();
        private final List<Boolean> numbers = new ArrayList<>();
        private final List<List<String>> rows = new ArrayList<>();

        Builder text(String head) {
            heads.add(head);
            numbers.add(false);
            return this;
        }

        Builder number(String head) {
            heads.add(head);
            numbers.add(true);
            return this;
        }

        Builder row(List<String> cells) {
            rows.add(List.copyOf(cells));
            return this;
        }

        Grid build() {
            return new Grid(List.copyOf(heads), List.copyOf(numbers), List.copyOf(rows));
        }
    }

    String asText() {
        TextTable table = new TextTable();
        for (int i = 0; i < heads.size(); i++) {
            if (numbers.get(i)) {
                table.number(heads.get(i));
            } else {
                table.text(heads.get(i), WIDEST);
            }
        }
        rows.forEach(row -> table.row(row.toArray()));
        return table.toString();
    }

    String asMarkdown() {
        StringBuilder text = new StringBuilder();
        line(text, heads);
        line(text, numbers.stream().map(right -> right ? "---:" : "---").toList());
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        text.append('\n');
    }
}
