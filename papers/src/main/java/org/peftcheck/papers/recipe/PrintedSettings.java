package org.peftcheck.papers.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Column;
import org.peftcheck.papers.ColumnKind;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;

/**
 * Settings of training as a table of the paper prints them.
 *
 * @param table the table of hyper-parameters
 * @param key the key of its row, with {@code *} for the name of a data set; empty for a table of one row
 */
public record PrintedSettings(Table table, String key) {

    private static final String EPOCHS = "epochs";
    private static final String ALPHA = "alpha";

    /** The name of a setting by the head of its column; alpha is divided by the rank. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(EPOCHS, EPOCHS),
            Map.entry("weight decay", "weight-decay"),
            Map.entry("learning rate (PEANuT)", "lr"),
            Map.entry("learning rate (head)", "head-lr"),
            Map.entry("learning rate", "lr"),
            Map.entry("hidden dimension", "rank"),
            Map.entry(ALPHA, "scaling"),
            Map.entry("dropout", "dropout"),
            Map.entry("batch size", "batch"),
            Map.entry("warmup steps", "warmup"),
            Map.entry("scaling", "scaling"),
            Map.entry("max sequence length", "max-length"));

    /** What is done anyhow, and what it has to be: AdamW, and a rate that falls in a line. */
    private static final Map<String, String> FIXED = Map.of("optimizer", "adamw", "LR schedule", "linear");

    /**
     * The settings for a data set.
     *
     * @param data the name of the data set
     * @return the settings by name, each as it is printed but for alpha, which becomes {@code alpha/r}
     * @throws IllegalArgumentException when there is no row for it, or a column or value that is not known
     */
    public Map<String, String> of(String data) {
        Map<String, String> settings = new LinkedHashMap<>();
        Row row = row(data);
        for (Column column : table.columns()) {
            String head = column.name();
            Cell cell = row.get(head);
            if (FIXED.containsKey(head)) {
                requireFixed(head, cell);
            } else if (NAMES.containsKey(head)) {
                settings.put(NAMES.get(head), head.equals(ALPHA) ? cell.raw() + "/r" : cell.raw());
            } else if (column.kind() != ColumnKind.TEXT) {
                throw new IllegalArgumentException(
                        "table " + table.number() + ": expected columns of settings, got `" + head + "`");
            }
        }
        return settings;
    }

    private Row row(String data) {
        return key.isEmpty()
                ? table.rows().get(0)
                : table.row(key.replace(PaperRow.EACH, data).split("/"));
    }

    private void requireFixed(String head, Cell cell) {
        String found = cell.raw().replace(" ", "").toLowerCase(Locale.ROOT);
        if (!found.equals(FIXED.get(head))) {
            throw new IllegalArgumentException(
                    "table " + table.number() + ", " + head + ": expected " + FIXED.get(head) + ", got " + cell.raw());
        }
    }

    @Override
    public String toString() {
        return "table " + table.number();
    }
}
