package org.peftcheck.training.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user decides about a recipe.
 *
 * @param model the name or folder of the model, where it is not the recipe's
 * @param data the folder of all data
 * @param seeds how many seeds, 1 to this
 * @param rows the labels of the rows that are wanted; empty for all
 * @param sets the names of the data sets that are wanted; empty for all
 * @param settings settings that prevail over those of the recipe, by the names of the command's options
 */
public record RecipeChoices(
        Optional<String> model,
        Optional<Path> data,
        int seeds,
        List<String> rows,
        List<String> sets,
        Map<String, String> settings) {

    /** Checks the number of seeds. */
    public RecipeChoices {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + seeds);
        }
        rows = List.copyOf(rows);
        sets = List.copyOf(sets);
        settings = Map.copyOf(settings);
    }
}
