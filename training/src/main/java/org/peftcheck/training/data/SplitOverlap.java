package org.peftcheck.training.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two splits of a dataset have in common, which would let a model be measured on what it has seen.
 *
 * @param groups the groups that are in more than one split
 * @param texts the inputs that are in more than one split, as an uncased model sees them; the two texts of a pair divided by a tab
 */
public record SplitOverlap(List<String> groups, List<String> texts) {

    /** Copies the lists. */
    public SplitOverlap {
        groups = List.copyOf(groups);
        texts = List.copyOf(texts);
    }

    /**
     * Looks for what splits have in common.
     *
     * @param data the dataset
     * @return the groups and inputs, in the order in which they come up again
     */
    public static SplitOverlap of(Dataset data) {
        Map<String, Integer> groupSplit = new LinkedHashMap<>();
        Map<String, Integer> textSplit = new LinkedHashMap<>();
        Set<String> groups = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        List<List<Example>> splits = List.of(data.train(), data.dev(), data.test());
        for (int split = 0; split < splits.size(); split++) {
            for (Example example : splits.get(split)) {
                note(groupSplit, example.group(), split, groups);
                note(textSplit, input(example), split, texts);
            }
        }
        return new SplitOverlap(List.copyOf(groups), List.copyOf(texts));
    }

    private static String input(Example example) {
        return PlainText.of(example.text())
                + example.second().map(text -> "\t" + PlainText.of(text)).orElse("");
    }

    private static void note(Map<String, Integer> first, String what, int split, Set<String> found) {
        Integer earlier = what.isEmpty() ? null : first.putIfAbsent(what, split);
        if (earlier != null && earlier != split) {
            found.add(what);
        }
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return groups.isEmpty() && texts.isEmpty();
    }
}
