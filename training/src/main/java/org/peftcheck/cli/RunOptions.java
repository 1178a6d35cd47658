package org.peftcheck.cli;

import picocli.CommandLine.Option;

/** What a user decides about the machine for a run. */
final class RunOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that compute; results depend on their number in the last bits (all processors if not given).")
    private int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
        return threads;
    }
}
