package org.peftcheck.papers.recipe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a table, or a point or curve of a figure, of a paper.
 *
 * @param source whether it is in a table or a figure
 * @param number the number of the table or figure
 * @param key what tells it apart there, such as {@code LLaMA2-7B/LoRA}
 */
public record PaperRow(Source source, int number, String key) {

    /** Where a row stands. */
    public enum Source {
        /** In a table. */
        TABLE("table"),
        /** In a figure. */
        FIGURE("figure");

        private final String word;

        Source(String word) {
            this.word = word;
        }
    }

    /** Stands for the name of each of a recipe's data sets. */
    static final String EACH = "*";

    private static final Pattern FORM = Pattern.compile("(table|figure) (\\d{1,3}): (\\S.*)");

    /**
     * Reads a reference.
     *
     * @param text such as {@code table 3: PEANuT-L} or {@code figure 5: DTD/QV}
     * @return the row
     * @throws IllegalArgumentException when it has another form
     */
    public static PaperRow parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "row of the paper: expected a form such as `table 3: LoRA` or `figure 5: DTD/QV`, got `" + text
                            + "`");
        }
        Source source = matcher.group(1).equals(Source.TABLE.word) ? Source.TABLE : Source.FIGURE;
        return new PaperRow(source, Integer.parseInt(matcher.group(2)), matcher.group(3));
    }

    /** The same with the name of a data set in the place of {@code *}. */
    PaperRow of(String data) {
        return new PaperRow(source, number, key.replace(EACH, data));
    }

    boolean isOfEach() {
        return key.contains(EACH);
    }

    @Override
    public String toString() {
        return source.word + " " + number + ": " + key;
    }
}
