package org.peftcheck.cli;

import java.util.function.LongSupplier;
import org.peftcheck.numeric.verify.Progress;

/** Shows on the standard error how far a long command has come: one line that is overwritten, or a line now and then in a log. */
final class ProgressLine implements Progress {

    private static final int WIDTH = 100;
    private static final long LOG_EVERY_NANOS = 10_000_000_000L;

    private final Console console;
    private final boolean terminal;
    private final LongSupplier clock;
    private long lastLog;
    private boolean shown;

    /**
     * Progress that begins now.
     *
     * @param console where to show it
     * @param terminal whether that is a terminal
     * @param clock nanoseconds since any fixed moment
     */
    ProgressLine(Console console, boolean terminal, LongSupplier clock) {
        this.console = console;
        this.terminal = terminal;
        this.clock = clock;
        this.lastLog = clock.getAsLong();
    }

    /** Progress on a terminal if this process has one, otherwise for a log. */
    static ProgressLine on(Console console) {
        return new ProgressLine(console, System.console() != null, System::nanoTime);
    }

    @Override
    public void at(int done, int total, String what) {
        String line = done + "/" + total + "  " + what;
        if (terminal) {
            console.err().print("\r" + padded(line));
            shown = true;
        } else if (clock.getAsLong() - lastLog >= LOG_EVERY_NANOS) {
            lastLog = clock.getAsLong();
            console.err().println("peanut: " + line);
        }
        console.err().flush();
    }

    /** Takes the line away. */
    void clear() {
        if (shown) {
            console.err().print("\r" + padded("") + "\r");
            console.err().flush();
            shown = false;
        }
    }

    private static String padded(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        return cut + " ".repeat(WIDTH - cut.length());
    }
}
