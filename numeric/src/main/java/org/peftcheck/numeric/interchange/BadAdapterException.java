package org.peftcheck.numeric.interchange;

import java.io.Serial;

/** An adapter that cannot be read or merged. The message is one line: the file, the place, what was expected and what was found. */
public final class BadAdapterException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    BadAdapterException(String file, String place, String expected, String found) {
        super(line(file, place, expected, found));
    }

    BadAdapterException(String file, String place, String expected, String found, Throwable cause) {
        super(line(file, place, expected, found), cause);
    }

    private static String line(String file, String place, String expected, String found) {
        String text = file + ": " + place + ": expected " + expected + ", found " + found;
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
