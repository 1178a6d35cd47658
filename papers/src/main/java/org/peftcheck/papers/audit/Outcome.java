package org.peftcheck.papers.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peftcheck.papers.NearNames;

/** What comes of a check. The constants are ordered from the best to the worst; an input stands apart. */
public enum Outcome {
    /** The printed figure is the recomputed one, rounded to the printed digits (a tie may go either way), or the relation holds. */
    MATCH,
    /** The printed figure is the recomputed one cut off or rounded up at the last printed digit, where rounding gives another. */
    ROUNDS_DIFFERENTLY,
    /** No reading gives the printed figure, or the relation is false. */
    DOES_NOT_FOLLOW,
    /** The figure is a result, a setting or a datum that nothing else in the paper determines. */
    INPUT;

    /** The name in data files and reports, such as {@code does-not-follow}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The outcome with a label.
     *
     * @param label such as {@code match}
     * @return the outcome
     * @throws IllegalArgumentException when there is none, with the known labels
     */
    public static Outcome parse(String label) {
        for (Outcome outcome : values()) {
            if (outcome.label().equals(label)) {
                return outcome;
            }
        }
        List<String> labels = Arrays.stream(values()).map(Outcome::label).toList();
        throw new IllegalArgumentException("outcome `" + label + "`: not known" + NearNames.hint(label, labels));
    }
}
