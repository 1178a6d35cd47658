package org.peftcheck.papers.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Column;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;

/**
 * What the names in a formula stand for.
 *
 * @param tables the tables
 * @param place the cell that is checked; empty for a figure of the text
 * @param printed the figure that is checked; empty for a relation
 * @param quantities the quantities in braces
 */
record Scope(Tables tables, Optional<Place> place, Optional<Cell> printed, Quantities quantities) {

    /**
     * The cells that a reference names: {@code column}, {@code first..last}, {@code row | column} or
     * {@code table: row | column}, where {@code .} is the column of the checked cell.
     */
    List<Cell> cells(String reference) {
        String rest = reference;
        Optional<Table> table = place.map(Place::table);
        int colon = rest.indexOf(": ");
        if (colon > 0) {
            table = Optional.of(tables.get(Integer.parseInt(rest.substring(0, colon))));
            rest = rest.substring(colon + 2);
        }
        Table of = table.orElseThrow(() -> wrong(reference, "a table, as the text has none of its own"));
        int bar = rest.indexOf(" | ");
        if (bar < 0 && colon > 0) {
            throw wrong(reference, "a row and a column");
        }
        Row row = bar < 0 ? place.orElseThrow().row() : row(of, rest.substring(0, bar));
        return select(of, row, bar < 0 ? rest : rest.substring(bar + 3));
    }

    private Row row(Table table, String key) {
        return place.isPresent() ? place.get().resolve(table, key) : table.row(key.split("/"));
    }

    private List<Cell> select(Table table, Row row, String columns) {
        int dots = columns.indexOf("..");
        if (dots < 0) {
            return List.of(row.get(columns.equals(".") ? place.orElseThrow().column() : columns));
        }
        return range(table, columns).stream().map(row::get).toList();
    }

    /** The heads of a single column, or of those from {@code first..last}, both included. */
    static List<String> range(Table table, String columns) {
        int dots = columns.indexOf("..");
        if (dots < 0) {
            return List.of(columns);
        }
        List<String> names = table.columns().stream().map(Column::name).toList();
        int first = names.indexOf(columns.substring(0, dots));
        int last = names.indexOf(columns.substring(dots + 2));
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("columns `" + columns + "`: expected two of table " + table.number()
                    + ", in order, among " + names);
        }
        return names.subList(first, last + 1);
    }

    private static IllegalArgumentException wrong(String reference, String expected) {
        return new IllegalArgumentException("reference `[" + reference + "]`: expected " + expected);
    }

    /** The number of a cell with its unit multiplied out: K, M; MB is 1, GB 1000; s is 1, h 3600. */
    static BigFraction value(Cell cell) {
        return exact(cell.number()).multiply(scale(cell));
    }

    /** What the unit of a cell stands for. */
    static BigFraction scale(Cell cell) {
        return new BigFraction(
                switch (cell.unit().orElse("")) {
                    case "k", "K", "GB" -> 1000;
                    case "M" -> 1_000_000;
                    case "h" -> 3600;
                    default -> 1;
                });
    }

    static BigFraction exact(BigDecimal number) {
        BigFraction unscaled = new BigFraction(number.unscaledValue());
        BigFraction power = new BigFraction(BigInteger.TEN.pow(Math.abs(number.scale())));
        return number.scale() >= 0 ? unscaled.divide(power) : unscaled.multiply(power);
    }
}
