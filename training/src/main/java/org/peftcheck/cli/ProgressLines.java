package org.peftcheck.cli;

import java.util.function.LongSupplier;

/** Says on the standard error how far a long piece of work has come, but not more often than every few seconds. */
final class ProgressLines {

    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Console console;
    private final LongSupplier clock;
    private long last;

    /**
     * Progress that begins now.
     *
     * @param console where to say it
     * @param clock nanoseconds since any fixed moment
     */
    ProgressLines(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** A step was finished. */
    void at(int done, int total, String what) {
        long now = clock.getAsLong();
        if (now - last >= PAUSE_NANOS && done < total) {
            last = now;
            console.complain(done + " of " + total + " done, last " + what);
        }
    }
}
