package org.peftcheck.training.data;

/**
 * A data file that cannot be used. The message is one line: the file, the place in it, what was expected there and what was found.
 */
public final class BadDatasetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 60;

    /**
     * A refusal.
     *
     * @param place the file and the place in it
     * @param expected what was expected there
     * @param found what was found
     */
    public BadDatasetException(String place, String expected, String found) {
        super(oneLine(place + ": expected " + expected + ", found " + found));
    }

    /**
     * A refusal with what led to it.
     *
     * @param place the file and the place in it
     * @param expected what was expected there
     * @param found what was found
     * @param cause what led to it
     */
    public BadDatasetException(String place, String expected, String found, Throwable cause) {
        super(oneLine(place + ": expected " + expected + ", found " + found), cause);
    }

    /** A text out of a file in quotes, its end left out where it is long. */
    static String quote(String text) {
        return "'" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "'";
    }

    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT ->
                    out.append(String.format("\\u%04x", c));
                default -> out.append((char) c);
            }
        });
        return out.toString();
    }
}
