package org.peftcheck.cli;

import org.peftcheck.numeric.verify.Progress;

/** Shows on the standard error how far a long command has come: one line that is overwritten, or a line now and then in a log. */
final class ProgressLine implements Progress {

    private static final int WIDTH = 100;
    private static final long LOG_EVERY_NANOS = 10_000_000_000L;

    private final Console console;
    private final boolean terminal;
    private long lastLog = System.nanoTime();
    private boolean shown;

    private ProgressLine(Console console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    /** Progress on a terminal if this process has one, otherwise for a log. */
    static ProgressLine on(Console console) {
        return new ProgressLine(console, System.console() != null);
    }

    @Override
    public void at(int done, int total, String what) {
        String line = done + "/" + total + "  " + what;
        if (terminal) {
            console.err().print("\r" + padded(line));
            shown = true;
        } else if (System.nanoTime() - lastLog > LOG_EVERY_NANOS) {
            lastLog = System.nanoTime();
            console.err().println("peanut: " + line);
        }
        console.err().flush();
    }

    /** Takes the line away. */
    void clear() {
        if (shown) {
            console.err().print("\r" + padded("") + "\r");
            console.err().flush();
        }
    }

    private static String padded(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        return cut + " ".repeat(WIDTH - cut.length());
    }
}
