package org.peftcheck.training.run;

/** A run that cannot begin, go on or be read: one line that says what was expected, what was found and where. */
public final class BadRunException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadRunException(String message) {
        super(message);
    }

    BadRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
