package org.peftcheck.training.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.papers.recipe.RecipeRow;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.method.MethodChoice;

/**
 * The runs of a recipe, and the rows that cannot be run here.
 *
 * @param recipe the recipe
 * @param arms what is run
 * @param leftOut what is not, each with the reason
 */
public record RecipePlan(Recipe recipe, List<Arm> arms, List<String> leftOut) {

    private static final String LP = "lp";

    /** Keeps its own copies. */
    public RecipePlan {
        arms = List.copyOf(arms);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * The runs.
     *
     * @param recipe the recipe
     * @param choices what the user decides; all needed files are there
     * @return the plan, perhaps with nothing to run
     * @throws IllegalArgumentException when a row or data set is wanted that is not there, or a setting cannot be used
     */
    public static RecipePlan of(Recipe recipe, RecipeChoices choices) {
        List<RecipeRow> rows = selected("row", recipe.rows(), RecipeRow::label, choices.rows());
        List<Arm> arms = new ArrayList<>();
        Set<String> leftOut = new LinkedHashSet<>();
        for (RecipeData set : sets(recipe, choices.sets())) {
            if (!canRead(set)) {
                leftOut.add(set.name() + ": there is no task " + set.task() + " here");
                continue;
            }
            for (RecipeRow row : rows) {
                if (canTrain(row)) {
                    arms.addAll(arms(recipe, row, set, choices));
                } else {
                    leftOut.add(
                            row.label() + ": the method " + row.settings().get("method") + " cannot be trained here");
                }
            }
        }
        return new RecipePlan(recipe, arms, List.copyOf(leftOut));
    }

    /**
     * The data sets of some names.
     *
     * @param recipe the recipe
     * @param names the names; if there are none, all of a recipe with the paper's settings, and the first of another
     * @return the data sets
     * @throws IllegalArgumentException when there is none of a name
     */
    public static List<RecipeData> sets(Recipe recipe, List<String> names) {
        boolean first = names.isEmpty() && recipe.kind() == Recipe.Kind.REPLICA;
        return first ? recipe.data().subList(0, 1) : selected("data set", recipe.data(), RecipeData::name, names);
    }

    /**
     * Whether a method can be trained here.
     *
     * @param row its row
     * @return whether
     */
    public static boolean canTrain(RecipeRow row) {
        String method = row.settings().get("method");
        return method.equals(LP) || MethodChoice.ids().contains(method);
    }

    /**
     * Whether there is a task for a data set.
     *
     * @param set the data set
     * @return whether
     */
    public static boolean canRead(RecipeData set) {
        return Materials.tasks().contains(set.task());
    }

    private static <T> List<T> selected(String what, List<T> all, Function<T, String> name, List<String> names) {
        List<String> known = all.stream().map(name).toList();
        for (String wanted : names) {
            if (known.stream().noneMatch(wanted.strip()::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "unknown " + what + " `" + wanted + "`" + NearNames.hint(wanted, known));
            }
        }
        return all.stream()
                .filter(one -> names.isEmpty()
                        || names.stream().anyMatch(wanted -> wanted.strip().equalsIgnoreCase(name.apply(one))))
                .toList();
    }

    private static List<Arm> arms(Recipe recipe, RecipeRow row, RecipeData set, RecipeChoices choices) {
        Map<String, String> further = new LinkedHashMap<>();
        further.put("model", choices.model().orElse(recipe.model()));
        further.put("task", set.task());
        folder(set, choices.data()).ifPresent(folder -> further.put("data", folder.toString()));
        List<Arm> arms = new ArrayList<>();
        if (recipe.sweep().isEmpty()) {
            further.putAll(choices.settings());
            arms.add(Arm.of(recipe, row, set, further, "", choices.seeds()));
        } else {
            Recipe.Sweep sweep = recipe.sweep().get();
            for (String value : sweep.values()) {
                Map<String, String> each = new LinkedHashMap<>(further);
                each.put(sweep.setting(), value);
                each.putAll(choices.settings());
                arms.add(Arm.of(recipe, row, set, each, sweep.setting() + " " + value, choices.seeds()));
            }
        }
        return arms;
    }

    /** Where a data set is: the folder of its first file. */
    private static Optional<Path> folder(RecipeData set, Optional<Path> data) {
        if (set.files().isEmpty()) {
            return Optional.empty();
        }
        return NeededFile.in("--data", data, set.files().get(0)).found().map(Path::getParent);
    }
}
