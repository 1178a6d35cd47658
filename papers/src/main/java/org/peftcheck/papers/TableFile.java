package org.peftcheck.papers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows of one table from CSV: a head that names the declared columns, then rows of as many cells. */
final class TableFile {

    private final String file;
    private final List<Column> columns;

    TableFile(String file, List<Column> columns) {
        this.file = file;
        this.columns = columns;
    }

    List<Row> read(InputStream stream) {
        CsvFactory factory =
                CsvFactory.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
        try (JsonParser parser = factory.createParser(Document.text(file, stream))) {
            return rows(parser);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new BadDataException(file, line, "not well formed: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    private List<Row> rows(JsonParser parser) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean head = true;
        int line = 0;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            line++;
            List<String> texts = texts(parser);
            if (head) {
                checkHead(texts, line);
            } else {
                rows.add(row(texts, line));
            }
            head = false;
        }
        if (rows.isEmpty()) {
            throw new BadDataException(file, line, "expected a head and at least one row, got " + line + " lines");
        }
        return rows;
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.getText());
        }
        return texts;
    }

    private void checkHead(List<String> texts, int line) {
        List<String> names = columns.stream().map(Column::name).toList();
        if (!texts.equals(names)) {
            throw new BadDataException(file, line, "expected the columns " + names + ", got " + texts);
        }
    }

    private Row row(List<String> texts, int line) {
        if (texts.size() != columns.size()) {
            throw new BadDataException(file, line, "expected " + columns.size() + " cells, got " + texts.size());
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            cells.add(cell(columns.get(i), texts.get(i), line));
        }
        return new Row(columns, cells, line);
    }

    private Cell cell(Column column, String raw, int line) {
        String field = "field `" + column.name() + "`: ";
        if (column.optional() && (raw.isEmpty() || raw.equals("-"))) {
            return Cell.text(raw);
        }
        if (column.kind() == ColumnKind.TEXT) {
            if (raw.isBlank()) {
                throw new BadDataException(file, line, field + "expected a text, got nothing");
            }
            return Cell.text(raw);
        }
        Optional<Cell> number = Cell.number(raw);
        if (number.isEmpty()) {
            throw new BadDataException(file, line, field + "expected a number, got `" + raw + "`");
        }
        String unit = number.get().unit().orElse("");
        if (!unit.isEmpty() && !column.units().contains(unit)) {
            String expected = column.units().isEmpty()
                    ? "a number without a unit"
                    : "a number, bare or in " + String.join(" or ", column.units());
            throw new BadDataException(file, line, field + "expected " + expected + ", got `" + raw + "`");
        }
        return number.get();
    }
}
