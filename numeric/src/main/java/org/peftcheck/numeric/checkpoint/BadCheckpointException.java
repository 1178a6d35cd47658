package org.peftcheck.numeric.checkpoint;

/**
 * A checkpoint file that breaks the rules of its format, or that holds a weight this package does not read. The message
 * is one line: the file, the place in it, what was expected there and what was found.
 */
public final class BadCheckpointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadCheckpointException(String file, String place, String expected, String found) {
        super(line(file, place, expected, found));
    }

    BadCheckpointException(String file, String place, String expected, String found, Throwable cause) {
        super(line(file, place, expected, found), cause);
    }

    private static String line(String file, String place, String expected, String found) {
        return Quote.oneLine(file + ": " + place + ": expected " + expected + ", found " + found);
    }
}
