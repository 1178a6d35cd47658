package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
    private long seconds;

    private ProgressLine progress(boolean terminal) {
        return new ProgressLine(console, terminal, () -> seconds * 1_000_000_000L);
    }

    @Test
    void aLogGetsALineEveryTenSeconds() {
        ProgressLine progress = progress(false);
        for (int step = 1; step <= 25; step++) {
            seconds = step;
            progress.at(step, 30, "step " + step);
        }
        progress.clear();
        assertEquals("peanut: 10/30  step 10\npeanut: 20/30  step 20\n", err.toString());
    }

    @Test
    void aTerminalGetsOneLineThatIsTakenAway() {
        ProgressLine progress = progress(true);
        progress.at(1, 2, "one");
        progress.clear();
        progress.clear();
        String blank = " ".repeat(100);
        assertEquals("\r1/2  one" + blank.substring("1/2  one".length()) + "\r" + blank + "\r", err.toString());
    }
}
