package org.peftcheck.papers;

/**
 * Refusal of a data file, with one line that names the file, the line and the field.
 *
 * <p>The message has the form {@code claims.yaml:37: claim prop-3.2-first: field `expected`: expected …, got …}.
 */
public final class BadDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    /**
     * A refusal at a place.
     *
     * @param file the name of the file as users know it
     * @param line the line, from 1; 0 when the whole file is meant
     * @param detail what was expected and what was found, in one line
     */
    public BadDataException(String file, int line, String detail) {
        super(line > 0 ? file + ":" + line + ": " + detail : file + ": " + detail);
        this.file = file;
        this.line = line;
    }

    /**
     * A refusal at a place, with the exception of the parser that found it.
     *
     * @param file the name of the file as users know it
     * @param line the line, from 1; 0 when the whole file is meant
     * @param detail what was expected and what was found, in one line
     * @param cause what the parser said
     */
    public BadDataException(String file, int line, String detail, Throwable cause) {
        this(file, line, detail);
        initCause(cause);
    }

    /** The name of the refused file. */
    public String file() {
        return file;
    }

    /** The line of the refused datum, from 1; 0 when the whole file is meant. */
    public int line() {
        return line;
    }
}
