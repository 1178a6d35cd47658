package org.peftcheck.cli;

import java.util.Optional;
import org.apache.commons.text.WordUtils;

/** A title, and under it fields, each with its label on the left. */
final class FieldBlock {

    private static final int LABEL = 14;
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    /** A block with its title. */
    FieldBlock(String title) {
        text.append(title).append('\n');
    }

    /** A field whose text is wrapped between words. */
    FieldBlock prose(String label, String value) {
        String margin = "\n" + INDENT + " ".repeat(LABEL);
        return field(label, WordUtils.wrap(value, Console.WIDTH - INDENT.length() - LABEL, margin, false));
    }

    /** A field whose text stays in one line, such as TeX. */
    FieldBlock verbatim(String label, String value) {
        return field(label, value);
    }

    /** A field whose text stays in one line, if there is one. */
    FieldBlock verbatim(String label, Optional<String> value) {
        return value.map(present -> field(label, present)).orElse(this);
    }

    private FieldBlock field(String label, String value) {
        text.append(INDENT).append(label);
        text.append(" ".repeat(Math.max(1, LABEL - label.length())));
        text.append(value).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
