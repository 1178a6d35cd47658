package org.peftcheck.papers.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure of a paper by what it shows; its numbers are not printed.
 *
 * @param number its number in the paper
 * @param caption what it shows, in our own words
 * @param axes what tells its points or curves apart: one list of names each
 */
public record Figure(int number, String caption, List<List<String>> axes) {

    /** Keeps its own copy. */
    public Figure {
        axes = axes.stream().map(List::copyOf).toList();
    }

    /** Its points or curves: a name of each axis, joined by a stroke. */
    public List<String> keys() {
        List<String> keys = List.of("");
        for (List<String> axis : axes) {
            List<String> longer = new ArrayList<>();
            for (String key : keys) {
                axis.forEach(name -> longer.add(key.isEmpty() ? name : key + "/" + name));
            }
            keys = longer;
        }
        return keys;
    }
}
