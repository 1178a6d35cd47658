package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads columns of a TSV, CSV, JSONL or Parquet file through DuckDB, which fetches nothing from the network. */
final class ColumnFile {

    private final Path file;
    private final FileFormat format;
    private final Statement sql;

    private ColumnFile(Path file, FileFormat format, Statement sql) {
        this.file = file;
        this.format = format;
        this.sql = sql;
    }

    /**
     * Reads columns.
     *
     * @param file the file
     * @param wanted the names of the columns
     * @return the columns in the order asked for
     * @throws BadDatasetException when the file or a column is not there, or a row does not fit
     */
    static ColumnTable read(Path file, List<String> wanted) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(
                    file.toString(), "a file", Files.isDirectory(file) ? "a folder" : "no such file");
        }
        FileFormat format = FileFormat.of(file)
                .orElseThrow(() -> new BadDatasetException(
                        file.toString(), "a name that ends in one of " + FileFormat.extensions(), "another end"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("SET autoinstall_known_extensions = false");
            sql.execute("SET autoload_known_extensions = false");
            return new ColumnFile(file, format, sql).table(wanted);
        } catch (SQLException e) {
            throw unreadable(file, format, e);
        }
    }

    private ColumnTable table(List<String> wanted) throws SQLException {
        List<String> names = format.hasHeader() ? format.header(file) : described();
        String columns = wanted.stream()
                .map(name -> format.asText(identifier(place(name, names), names)))
                .collect(Collectors.joining(", "));
        List<List<String>> rows = rows("SELECT " + columns + " FROM " + source(names), wanted.size());
        if (format.hasHeader()) {
            refuseRejects(names);
        }
        return new ColumnTable(file, wanted, rows);
    }

    private int place(String name, List<String> names) {
        int index = names.indexOf(name);
        if (index < 0 || names.lastIndexOf(name) != index) {
            String expected = (index < 0 ? "a" : "one") + " column " + name;
            throw new BadDatasetException(file.toString(), expected, "columns " + String.join(", ", names));
        }
        return index;
    }

    private String identifier(int place, List<String> names) {
        return format.hasHeader() ? "c" + place : "\"" + names.get(place).replace("\"", "\"\"") + "\"";
    }

    private String source(List<String> names) {
        return format.source("'" + file.toString().replace("'", "''") + "'", names.size());
    }

    private List<String> described() throws SQLException {
        return rows("DESCRIBE SELECT * FROM " + source(List.of()), 1).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private List<List<String>> rows(String query, int width) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = sql.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    row.add(Optional.ofNullable(result.getString(i)).orElse(""));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Refuses a file of which DuckDB has left out a line. */
    private void refuseRejects(List<String> names) throws SQLException {
        List<List<String>> rejects =
                rows("SELECT line, error_type, error_message FROM reject_errors ORDER BY line LIMIT 1", 3);
        if (!rejects.isEmpty()) {
            List<String> reject = rejects.get(0);
            String where = file + ", line " + reject.get(0);
            String message = reject.get(2);
            throw switch (reject.get(1)) {
                case "MISSING COLUMNS", "TOO MANY COLUMNS" ->
                    new BadDatasetException(
                            where, names.size() + " fields", message.substring(message.lastIndexOf(' ') + 1));
                case "UNQUOTED VALUE" -> new BadDatasetException(where, "quotes that are closed", "one that is not");
                default -> new BadDatasetException(where, "a row", message);
            };
        }
    }

    private static BadDatasetException unreadable(Path file, FileFormat format, SQLException failure) {
        String place = format == FileFormat.JSONL
                ? file
                        + FileFormat.firstBadLine(file)
                                .map(line -> ", line " + line)
                                .orElse("")
                : file.toString();
        String expected =
                format == FileFormat.JSONL ? "a JSON object a line" : "a file of format " + format.extension();
        return new BadDatasetException(place, expected, reason(String.valueOf(failure.getMessage())), failure);
    }

    /** The line of DuckDB's message that says what is wrong. */
    private static String reason(String message) {
        return message.lines()
                .filter(line -> !line.contains("unsuccessful or closed pending query"))
                .findFirst()
                .orElse(message)
                .replaceFirst("^(Error: )?(\\w+ ){1,3}Error: ", "");
    }
}
