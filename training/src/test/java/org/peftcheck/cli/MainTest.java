package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    /** A writer with a bug. */
    private static final class Broken extends Writer {
        @Override
        public void write(char[] text, int from, int count) {
            throw new IllegalStateException("the pen\nbroke");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static Run withBug(boolean debug) {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new Broken()), new PrintWriter(err), debug);
        return new Run(Main.run(new String[] {"claims"}, console), "", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims",
                "errata",
                "count",
                "verify",
                "recheck",
                "density",
                "train",
                "evaluate",
                "compare",
                "generate",
                "benchmark",
                "merge",
                "tie",
                "export",
                "doctor"
            })
    void everyCommandHasHelp(String command) {
        String help = Run.good(command, "--help");
        assertTrue(help.startsWith("Usage: peanut " + command), help);
        assertEquals(help, Run.good("help", command));
        assertTrue(Run.good("--help").contains("\n  " + command + " "), command);
        assertTrue(help.lines().allMatch(line -> line.length() <= Console.WIDTH), help);
    }

    @Test
    void helpExplainsTheExitCodes() {
        String help = Run.good("--help");
        assertTrue(help.contains("  1    a verdict or a certificate is not as expected"), help);
        assertFalse(help.contains("\u001b"), help);
    }

    @Test
    void theVersionNamesJava() {
        assertTrue(Run.good("--version").contains(", Java " + System.getProperty("java.version")));
    }

    @Test
    void badUsageIsOneLine() {
        assertEquals("peanut: Missing required subcommand (see: peanut --help)", Run.refusal());
        assertEquals("peanut: unknown command `clams`; near names: claims (see: peanut --help)", Run.refusal("clams"));
        assertEquals(
                "peanut: unknown option `--jsno`; near names: --json (see: peanut claims --help)",
                Run.refusal("claims", "--jsno"));
        assertTrue(Run.refusal("claims", "--json").contains("Missing required parameter for option '--json'"));
        assertTrue(Run.refusal("count", "--rank", "1", "--rank", "2").contains("should be specified only once"));
        assertEquals(
                "peanut: unexpected argument `extra` (see: peanut count --help)",
                Run.refusal("count", "--model", "vit-base", "--method", "lora", "--rank", "2", "extra"));
    }

    @Test
    void anArgumentWithAnAtSignIsNoFile() {
        assertTrue(Run.refusal("claims", "@claims").contains("claim `@claims`: not known"));
    }

    @Test
    void aBugIsOneLineWithAHint() {
        Run run = withBug(false);
        assertEquals(ExitCode.INTERNAL, run.exit());
        assertEquals(
                "peanut: internal error: java.lang.IllegalStateException: the pen broke; PEANUT_DEBUG=1 shows where\n",
                run.err());
    }

    @Test
    void debuggingShowsTheStackTrace() {
        Run run = withBug(true);
        assertEquals(ExitCode.INTERNAL, run.exit());
        assertTrue(run.err().contains("\tat org.peftcheck.cli.MainTest$Broken.write("), run.err());
    }

    @Test
    void withoutMemoryTheHintIsHowToGetMore() {
        StringWriter err = new StringWriter();
        Failures failures = new Failures(new Console(new PrintWriter(err), new PrintWriter(err), false));
        assertEquals(ExitCode.INTERNAL, failures.internal(new OutOfMemoryError("Java heap space")));
        assertTrue(err.toString().endsWith("; PEANUT_JAVA_OPTS=-Xmx4g gives it more memory\n"), err.toString());
    }
}
