package org.peftcheck.training.samediff;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs what prints to standard output without asking: SameDiff has a line for each operation that it differentiates. */
final class SilencedOutput {

    private SilencedOutput() {}

    static void run(Runnable task) {
        PrintStream output = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.setOut(output);
        }
    }
}
