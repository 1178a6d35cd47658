package org.peftcheck.cli;

/** The exit codes of the commands. */
final class ExitCode {

    /** All is as expected. */
    static final int OK = 0;
    /** A verdict or a certificate is not as expected. */
    static final int NOT_AS_EXPECTED = 1;
    /** Bad usage or bad input. */
    static final int BAD_INPUT = 2;
    /** An error of the program itself. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
