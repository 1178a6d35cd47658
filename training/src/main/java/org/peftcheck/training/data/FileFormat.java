package org.peftcheck.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The formats of own files, by the end of the file's name. */
enum FileFormat {
    /** Fields divided by tabs, names of columns in the first line; quotes are letters. */
    TSV("tsv"),
    /** Fields divided by commas, names of columns in the first line; fields may be in double quotes, and a quote doubled there. */
    CSV("csv"),
    /** A JSON object a line. */
    JSONL("jsonl"),
    /** Apache Parquet. */
    PARQUET("parquet");

    private final String extension;

    FileFormat(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    static String extensions() {
        return Stream.of(values()).map(format -> "." + format.extension).collect(Collectors.joining(", "));
    }

    static Optional<FileFormat> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> name.endsWith("." + format.extension))
                .findFirst();
    }

    /** Whether the first line names the columns. */
    boolean hasHeader() {
        return this == TSV || this == CSV;
    }

    /** The names in the first line. */
    List<String> header(Path file) {
        String line = DataLines.first(file);
        if (this == TSV) {
            return List.of(line.split("\t", -1));
        }
        try {
            return new CsvMapper().readerForListOf(String.class).readValue(line);
        } catch (JsonProcessingException e) {
            throw new BadDatasetException(file + ", line 1", "the names of columns", e.getOriginalMessage(), e);
        }
    }

    /**
     * What DuckDB selects from to read the file.
     *
     * @param quoted the path as a literal of SQL
     * @param columns how many columns the header names; not read of formats without
     */
    String source(String quoted, int columns) {
        return switch (this) {
            case TSV -> text(quoted, columns, "delim = '\t', quote = '', escape = ''");
            case CSV -> text(quoted, columns, "delim = ',', quote = '\"', escape = '\"'");
            case JSONL ->
                "read_json(" + quoted + ", format = 'newline_delimited', maximum_depth = 1, sample_size = -1)";
            case PARQUET -> "read_parquet(" + quoted + ")";
        };
    }

    private static String text(String quoted, int columns, String dialect) {
        String names = IntStream.range(0, columns)
                .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "read_csv(" + quoted + ", auto_detect = false, header = true, store_rejects = true, columns = {" + names
                + "}, " + dialect + ")";
    }

    /** An expression of SQL for a column as text; JSON strings without their quotes. */
    String asText(String column) {
        return this == JSONL ? column + " ->> '$'" : "CAST(" + column + " AS VARCHAR)";
    }

    /** The first line, from 1, that is no JSON. */
    static Optional<Integer> firstBadLine(Path file) {
        List<String> lines = DataLines.of(file);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < lines.size(); i++) {
            try {
                mapper.readTree(lines.get(i));
            } catch (JsonProcessingException e) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }
}
