package org.peftcheck.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The record of a run as JSON. */
final class RunJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RunJson() {}

    /** The text of a record. */
    static String text(RunRecord run) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(run) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values does not serialise", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param file the file
     * @return the record
     * @throws BadRunException when it cannot be read or is no record of a run
     */
    static RunRecord read(Path file) {
        try {
            RunRecord run = MAPPER.readValue(Files.readString(file), RunRecord.class);
            if (run == null) {
                throw new BadRunException(file + ": expected the record of a run, found null");
            }
            if (run.format() != RunRecord.FORMAT) {
                throw new BadRunException(
                        file + ": expected a record of format " + RunRecord.FORMAT + ", found " + run.format());
            }
            return run;
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadRunException(
                    file + ", line " + line + ", column " + column + ": expected the record of a run, found " + reason,
                    e);
        } catch (IOException e) {
            throw new BadRunException(file + ": expected the record of a run that can be read, got " + e, e);
        }
    }
}
