package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A run of the command in this process. */
record Run(int exit, String out, String err) {

    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(args, new Console(new PrintWriter(out), new PrintWriter(err), false));
        return new Run(exit, out.toString(), err.toString());
    }

    /** A run that must succeed and say nothing on the standard error but, on a slow machine, how far it has come. */
    static String good(String... args) {
        Run run = of(args);
        assertEquals("", run.err.replaceAll("(?m)^peanut: \\d+/\\d+  .*\\R", ""));
        assertEquals(ExitCode.OK, run.exit, run.out);
        return run.out;
    }

    /** The one line with which a run refuses its arguments or input. */
    static String refusal(String... args) {
        Run run = of(args);
        assertEquals(ExitCode.BAD_INPUT, run.exit, run.out + run.err);
        assertEquals("", run.out);
        assertEquals(1, run.err.lines().count(), run.err);
        return run.err.strip();
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected JSON, got: " + text, e);
        }
    }
}
