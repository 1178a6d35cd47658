package org.peftcheck.training.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of a text for a model that sees neither case nor accents, nor white space around punctuation: what BERT's uncased models
 * get. Two texts with the same plain form are one text to them.
 */
final class PlainText {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]+");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{Punct}]");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private PlainText() {}

    /** The words and punctuation marks of a text in lower case without accents, divided by single blanks. */
    static String of(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        String visible = INVISIBLE.matcher(letters).replaceAll("");
        String words = PUNCTUATION.matcher(visible).replaceAll(" $0 ");
        return WHITE_SPACE.matcher(words).replaceAll(" ").strip();
    }
}
