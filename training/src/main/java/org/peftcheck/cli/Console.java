package org.peftcheck.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Both writers swallow errors, so that a reader that goes away (as {@code head} does) is none.
 *
 * @param out for what the command finds
 * @param err for errors and progress
 * @param debug whether an internal error shows its stack trace
 */
record Console(PrintWriter out, PrintWriter err, boolean debug) {

    /** Columns for text that is wrapped. */
    static final int WIDTH = 100;

    /** The streams of this process, as UTF-8; stack traces are shown when the environment has {@code PEANUT_DEBUG=1}. */
    static Console ofProcess() {
        return new Console(
                writer(FileDescriptor.out), writer(FileDescriptor.err), "1".equals(System.getenv("PEANUT_DEBUG")));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /** Writes an error or a remark in one line, after the name of the program. */
    void complain(String message) {
        out.flush();
        err.println("peanut: " + oneLine(message));
        err.flush();
    }

    /** Writes a line of what the command finds, at once. */
    void report(String line) {
        out.println(oneLine(line));
        out.flush();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
