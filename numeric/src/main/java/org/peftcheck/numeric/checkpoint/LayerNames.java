package org.peftcheck.numeric.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The names of a checkpoint's layers, and what to answer when one is asked for that is not among them.
 *
 * @param checkpoint the checkpoint's name, for messages
 * @param names the names, in the order of the model
 */
record LayerNames(String checkpoint, List<String> names) {
    private static final int MOST_NEAR_NAMES = 5;

    LayerNames {
        names = List.copyOf(names);
    }

    /**
     * The names that the glob matches.
     *
     * @throws IllegalArgumentException when there is none
     */
    List<String> matching(String glob) {
        Glob pattern = new Glob(glob);
        List<String> found = names.stream().filter(pattern::matches).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    checkpoint + ": no layer matches " + Quote.of(glob) + "; " + suggestion(glob));
        }
        return found;
    }

    /** The refusal of a name that is not here. */
    IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(checkpoint + ": no layer " + Quote.of(name) + "; " + suggestion(name));
    }

    /**
     * At most five names near to the one asked for, the nearest first: it is a part of them, or at most a third of its
     * characters (and always two) must change, case aside.
     */
    List<String> near(String asked) {
        Glob pattern = new Glob(asked).lowerCase();
        int most = Math.max(2, asked.length() / 3);
        record Near(String name, int distance) {}
        return names.stream()
                .filter(name -> !asked.isEmpty())
                .map(name -> new Near(name, pattern.distance(name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance <= most || pattern.anywhere().matches(near.name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(MOST_NEAR_NAMES)
                .map(Near::name)
                .toList();
    }

    private String suggestion(String asked) {
        List<String> near = near(asked);
        if (near.isEmpty()) {
            return "no name is near; the first of its " + names.size() + " is " + Quote.of(names.get(0));
        }
        return "near names: " + near.stream().map(Quote::of).collect(Collectors.joining(", "));
    }
}
