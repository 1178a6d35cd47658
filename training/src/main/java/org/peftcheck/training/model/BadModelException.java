package org.peftcheck.training.model;

/** A pre-trained model that is not there, is damaged, or does not fit its configuration. The message is one line. */
public final class BadModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param place the model or the file, and the place in it
     * @param expected what was expected there
     * @param found what was found
     */
    public BadModelException(String place, String expected, String found) {
        super(line(place, expected, found));
    }

    /**
     * A refusal with what led to it.
     *
     * @param place the model or the file, and the place in it
     * @param expected what was expected there
     * @param found what was found
     * @param cause what led to it
     */
    public BadModelException(String place, String expected, String found, Throwable cause) {
        super(line(place, expected, found), cause);
    }

    private static String line(String place, String expected, String found) {
        return (place + ": expected " + expected + ", found " + found).replaceAll("\\p{Cntrl}", "?");
    }
}
