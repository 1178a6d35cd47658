package org.peftcheck.training.recipe;

import java.util.List;
import java.util.Map;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.papers.recipe.RecipeRow;
import org.peftcheck.training.experiment.Experiment;

/**
 * One line of a recipe's outcome: a method with its settings on a data set, to be run with several seeds.
 *
 * @param row the recipe's row
 * @param data the data set
 * @param sweep the value of the setting that takes several, as {@code lr 0.001}; empty when there is none
 * @param experiments a run for each seed, in the order of the seeds
 */
public record Arm(RecipeRow row, RecipeData data, String sweep, List<Experiment> experiments) {

    /** Keeps its own copy. */
    public Arm {
        experiments = List.copyOf(experiments);
    }

    static Arm of(Recipe recipe, RecipeRow row, RecipeData data, Map<String, String> further, String sweep, int seeds) {
        RecipeSettings settings = new RecipeSettings(recipe.settings(row, data), data.size()).with(further);
        return new Arm(
                row,
                data,
                sweep,
                java.util.stream.IntStream.rangeClosed(1, seeds)
                        .mapToObj(settings::experiment)
                        .toList());
    }

    /** What it is called: the label of its row, and the value of the setting that takes several. */
    public String label() {
        return sweep.isEmpty() ? row.label() : row.label() + ", " + sweep;
    }

    /**
     * The name of the folder of a run.
     *
     * @param seed the seed, from 1
     * @return a name of letters, digits, dots and hyphens
     */
    public String folder(int seed) {
        String name = data.name() + "-" + label();
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + "-" + seed;
    }
}
