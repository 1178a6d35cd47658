package org.peftcheck.papers.recipe;

import java.util.List;
import java.util.Map;

/**
 * A data set of a recipe.
 *
 * @param name its name, where there is one that of its column in the paper's tables
 * @param task the task that reads it
 * @param files what it needs of the user: each entry is a path below the folder of all data, or several of which one is
 *     enough; empty when it needs nothing
 * @param settings settings that belong to it, such as the columns of its files
 * @param size how many examples the paper trains on; 0 when it does not say
 */
public record RecipeData(String name, String task, List<List<String>> files, Map<String, String> settings, int size) {

    /** Keeps its own copies. */
    public RecipeData {
        files = files.stream().map(List::copyOf).toList();
        settings = Map.copyOf(settings);
    }
}
