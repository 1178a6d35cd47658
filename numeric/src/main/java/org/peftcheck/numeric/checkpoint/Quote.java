package org.peftcheck.numeric.checkpoint;

/** Text out of a file, made fit for a message of one line. */
final class Quote {
    private static final int LONGEST = 120;
    private static final int ENDS = 55;

    private Quote() {}

    /** The name in single quotes, control characters escaped, its middle left out where it is very long. */
    static String of(String name) {
        return "'" + brief(name) + "'";
    }

    /** The text on one line, its middle left out where it is very long. */
    static String brief(String text) {
        if (text.length() <= LONGEST) {
            return oneLine(text);
        }
        String start = text.substring(0, ENDS);
        String end = text.substring(text.length() - ENDS);
        return oneLine(start) + "…" + oneLine(end) + " (" + text.length() + " characters)";
    }

    /** The text with each character that is not printable on one line written as a backslash, u and four digits. */
    static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT ->
                    out.append(String.format("\\u%04x", (int) c));
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
