package org.peftcheck.cli;

import java.io.Serial;
import java.util.function.Supplier;

/** What a user gave cannot be used: the message is one line that says what was expected and what was found. */
final class BadInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one line
     */
    BadInputException(String message) {
        super(message);
    }

    /**
     * A refusal by something that has read what a user gave.
     *
     * @param cause what it said
     */
    BadInputException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * The value of something that reads what a user gave; there, and only there, an illegal argument is the user's.
     *
     * @param reading reads it
     * @param <T> what it reads
     * @return its value
     * @throws BadInputException when it refuses its arguments
     */
    static <T> T of(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e);
        }
    }
}
