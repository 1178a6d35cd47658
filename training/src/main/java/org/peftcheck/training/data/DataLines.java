package org.peftcheck.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text file in UTF-8, with or without byte order mark; a carriage return before the line's end is dropped. */
final class DataLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DataLines() {}

    static List<String> of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(
                    file.toString(), "a file", Files.isDirectory(file) ? "a folder" : "no such file");
        }
        try {
            return of(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new BadDatasetException(file.toString(), "a file that can be read", e.toString(), e);
        }
    }

    static List<String> of(byte[] bytes, String name) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            String line = decode(name, lines.size() + 1, ByteBuffer.wrap(bytes, from, to - from));
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            from = to + 1;
        }
        if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
            lines.set(0, lines.get(0).substring(1));
        }
        return lines;
    }

    /** The first line of a file. */
    static String first(Path file) {
        List<String> lines = of(file);
        if (lines.isEmpty()) {
            throw new BadDatasetException(file.toString(), "a line with the names of the columns", "an empty file");
        }
        return lines.get(0);
    }

    private static String decode(String name, int line, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new BadDatasetException(name + ", line " + line, "text in UTF-8", "bytes that are none", e);
        }
    }
}
