package org.peftcheck.papers.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a recipe: a method with its settings.
 *
 * @param label what it is called in the recipe
 * @param paper the rows and curves of the paper that it stands for; {@code *} in one stands for the name of each data set
 * @param settings its settings by the names of the command's options, and {@code method}
 * @param printed the table that prints further settings of it, if one does
 * @param assumed the table whose settings are assumed for it where it has none of its own, if one is
 * @param remark what is to be said of it; empty when nothing is
 */
public record RecipeRow(
        String label,
        List<PaperRow> paper,
        Map<String, String> settings,
        Optional<PrintedSettings> printed,
        Optional<PrintedSettings> assumed,
        String remark) {

    /** Keeps its own copies. */
    public RecipeRow {
        paper = List.copyOf(paper);
        settings = Map.copyOf(settings);
    }
}
