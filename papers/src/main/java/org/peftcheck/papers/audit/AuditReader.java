package org.peftcheck.papers.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;

/**
 * Reads the checks of an audit. An entry with a {@code table} makes a check of each cell of its {@code columns} in its
 * {@code rows} (all, if none are given, but those in {@code without}); an entry with a {@code place} makes one of a figure of the
 * text ({@code printed}) or of something said ({@code says}).
 */
public final class AuditReader {

    private static final String INDEX = "audit.yaml";
    private static final String EXPECTED = "expected";
    private static final String EVERY = "*";

    private final Tables tables;
    private final List<Check> checks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private AuditReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * Reads the checks: {@code audit.yaml} has the one field {@code files}, the names of the files in the folder {@code audit}, and
     * each of these the one field {@code checks}, a list.
     *
     * @param folder the folder of the paper
     * @param tables the tables of the same paper
     * @return the checks
     * @throws BadDataException for an unknown, missing or ill-typed field, a duplicate id, a row or column that is not there, or a
     *     formula that cannot be read
     */
    public static List<Check> read(DataFolder folder, Tables tables) {
        AuditReader reader = new AuditReader(tables);
        Fields root = Document.read(INDEX, folder.open(INDEX));
        for (String name : root.texts("files")) {
            String file = "audit/" + name + ".yaml";
            reader.file(Document.read(file, folder.open(file)));
        }
        root.end();
        return List.copyOf(reader.checks);
    }

    private void file(Fields root) {
        for (Fields entry : root.mappings("checks")) {
            String id = entry.text("id");
            Fields fields = entry.about("check " + id);
            if (!ids.add(id)) {
                throw fields.refuse("id", "given to two entries");
            }
            entry(id, fields);
            fields.end();
        }
        root.end();
    }

    private void entry(String id, Fields fields) {
        Set<Integer> about = new LinkedHashSet<>();
        boolean inTable = fields.has("table");
        if (inTable) {
            about.add(fields.positive("table"));
        }
        if (fields.has("about")) {
            fields.texts("about").forEach(number -> about.add(fields.made("about", () -> Integer.valueOf(number))));
        }
        for (int number : about) {
            fields.made(inTable ? "table" : "about", () -> tables.get(number));
        }
        AuditGroup group = new AuditGroup(
                id,
                readings(fields),
                fields.optionalText("claim"),
                about,
                fields.optionalText("remark").orElse(""));
        if (inTable) {
            cells(group, fields);
        } else {
            sentence(group, fields);
        }
    }

    private static List<Reading> readings(Fields fields) {
        if (fields.has("formula")) {
            return List.of(reading(fields));
        }
        List<Reading> readings = new ArrayList<>();
        for (Fields entry : fields.optionalMappings("readings")) {
            readings.add(reading(entry));
            entry.end();
        }
        return readings;
    }

    private static Reading reading(Fields fields) {
        return fields.made("formula", () -> new Reading(fields.text("formula"), fields.text("reading")));
    }

    private void sentence(AuditGroup group, Fields fields) {
        String place = fields.text("place");
        boolean figure = fields.has("printed");
        String printed = fields.text(figure ? "printed" : "says");
        Optional<Cell> cell = Optional.empty();
        if (figure) {
            cell = Cell.number(printed);
            if (cell.isEmpty()) {
                throw fields.refuse("printed", "expected a number as a text, got `" + printed + "`");
            }
        }
        add(group, fields, new Check(group, place, printed, Optional.empty(), cell, outcome(fields)));
    }

    private void cells(AuditGroup group, Fields fields) {
        Table table = tables.get(fields.positive("table"));
        Optional<String> says = fields.optionalText("says");
        List<String> columns = new ArrayList<>();
        for (String range : fields.texts("columns")) {
            columns.addAll(fields.made("columns", () -> Scope.range(table, range)));
        }
        Map<String, Outcome> exceptions = exceptions(fields);
        Set<String> unused = new LinkedHashSet<>(exceptions.keySet());
        Outcome usual = outcome(fields);
        for (Row row : rows(table, fields)) {
            for (String column : columns) {
                Place place = new Place(table, row, column);
                Cell cell = fields.made("columns", place::cell);
                if (cell.value().isEmpty()) {
                    continue;
                }
                String name = Place.key(table, row) + " | " + column;
                unused.remove(name);
                Outcome expected = exceptions.getOrDefault(name, usual);
                Optional<Cell> figure = says.isPresent() ? Optional.empty() : Optional.of(cell);
                String printed = says.map(text -> cell.raw() + ", " + text).orElse(cell.raw());
                add(group, fields, new Check(group, place.toString(), printed, Optional.of(place), figure, expected));
            }
        }
        if (!unused.isEmpty()) {
            throw fields.refuse("except", "expected cells that are checked, got " + unused);
        }
    }

    private void add(AuditGroup group, Fields fields, Check check) {
        for (Reading reading : group.readings()) {
            if (reading.parsed().isRelation() == check.isFigure()) {
                throw fields.refuse("formula", "expected a relation with `says` and an expression without");
            }
        }
        if (group.readings().isEmpty() != (check.expected() == Outcome.INPUT)) {
            throw fields.refuse(EXPECTED, "expected `input` exactly where there is no formula");
        }
        if (group.readings().isEmpty() && group.remark().isEmpty()) {
            throw fields.refuse("remark", "expected the reason why this is an input, got nothing");
        }
        checks.add(check);
    }

    private static List<Row> rows(Table table, Fields fields) {
        List<String> wanted = fields.has("rows") ? fields.texts("rows") : List.of();
        List<String> unwanted = fields.has("without") ? fields.texts("without") : List.of();
        for (String pattern : wanted) {
            requireRow(table, fields, "rows", pattern);
        }
        for (String pattern : unwanted) {
            requireRow(table, fields, "without", pattern);
        }
        return table.rows().stream()
                .filter(row -> wanted.isEmpty() || wanted.stream().anyMatch(p -> Place.fits(p, table, row)))
                .filter(row -> unwanted.stream().noneMatch(p -> Place.fits(p, table, row)))
                .toList();
    }

    private static void requireRow(Table table, Fields fields, String field, String pattern) {
        if (table.rows().stream().noneMatch(row -> Place.fits(pattern, table, row))) {
            String known =
                    table.rows().stream().map(row -> Place.key(table, row)).collect(Collectors.joining(", "));
            throw fields.refuse(
                    field,
                    "expected a row of table " + table.number() + " or a pattern with " + EVERY + ", got `" + pattern
                            + "`; known rows: " + known);
        }
    }

    private static Map<String, Outcome> exceptions(Fields fields) {
        Map<String, Outcome> exceptions = new LinkedHashMap<>();
        for (Fields entry : fields.optionalMappings("except")) {
            Outcome outcome = outcome(entry);
            entry.texts("cells").forEach(cell -> exceptions.put(cell, outcome));
            entry.end();
        }
        return exceptions;
    }

    private static Outcome outcome(Fields fields) {
        return fields.made(EXPECTED, () -> Outcome.parse(fields.text(EXPECTED)));
    }
}
