package org.peftcheck.numeric.checkpoint;

import java.util.Locale;

/**
 * A pattern over names: {@code *} stands for any characters, also none, {@code ?} for one character, everything else for
 * itself.
 *
 * @param pattern the pattern's text
 */
record Glob(String pattern) {

    /** Whether the pattern matches the whole name. */
    boolean matches(String name) {
        return distance(name) == 0;
    }

    /**
     * The least number of single-character insertions, deletions and replacements in the name after which the pattern
     * matches it: the Levenshtein distance where the pattern has no wildcard, and 0 exactly where it matches.
     */
    int distance(String name) {
        int[] row = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            row[j] = j;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int diagonal = row[0];
            row[0] = c == '*' ? row[0] : row[0] + 1;
            for (int j = 1; j <= name.length(); j++) {
                int above = row[j];
                if (c == '*') {
                    row[j] = Math.min(above, row[j - 1]);
                } else {
                    int replaced = diagonal + (c == '?' || c == name.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                }
                diagonal = above;
            }
        }
        return row[name.length()];
    }

    /** The same pattern without regard to case. */
    Glob lowerCase() {
        return new Glob(pattern.toLowerCase(Locale.ROOT));
    }

    /** The pattern that matches each name of which a part matches this one. */
    Glob anywhere() {
        return new Glob("*" + pattern + "*");
    }
}
