package org.peftcheck.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, lines ended by a line feed. */
final class CsvText {

    private final StringBuilder text = new StringBuilder();

    /** A further line. */
    CsvText row(Object... cells) {
        text.append(Arrays.stream(cells).map(CsvText::cell).collect(Collectors.joining(",")))
                .append('\n');
        return this;
    }

    private static String cell(Object value) {
        String plain = value.toString();
        return plain.matches("(?s).*[\",\\r\\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
