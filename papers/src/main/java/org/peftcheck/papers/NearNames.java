package org.peftcheck.papers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names near a name that is not known, for error messages. */
public final class NearNames {

    private static final int SHOWN = 5;
    private static final int SHORTEST_PART = 3;
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private NearNames() {}

    /**
     * The candidates nearest to a name, nearest first, at most five; a candidate that contains the name, or is contained
     * in it, counts as near when the shorter one has at least three letters.
     *
     * @param name the unknown name
     * @param candidates the known names
     * @return the near names; empty when there is none
     */
    public static List<String> of(String name, Collection<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int farthest = Math.max(2, wanted.length() / 2);
        return candidates.stream()
                .distinct()
                .filter(candidate -> score(wanted, candidate) <= farthest)
                .sorted(Comparator.comparingInt((String candidate) -> score(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /**
     * The end of an error message on an unknown name: {@code "; near names: a, b"}, or all candidates when none is near.
     *
     * @param name the unknown name
     * @param candidates the known names
     * @return the text to append
     */
    public static String hint(String name, Collection<String> candidates) {
        List<String> near = of(name, candidates);
        return near.isEmpty()
                ? "; known names: " + String.join(", ", candidates)
                : "; near names: " + String.join(", ", near);
    }

    private static int score(String wanted, String candidate) {
        String known = candidate.toLowerCase(Locale.ROOT);
        boolean within = known.contains(wanted) || wanted.contains(known);
        if (within && Math.min(wanted.length(), known.length()) >= SHORTEST_PART) {
            return 1;
        }
        return DISTANCE.apply(wanted, known);
    }
}
