package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.recipe.PaperRow;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.papers.recipe.RecipeRow;
import org.peftcheck.papers.recipe.Recipes;
import org.peftcheck.training.recipe.Needs;
import org.peftcheck.training.recipe.RecipePlan;

/**
 * All recipes: what they need, what they stand for in the paper, and whether they can run here.
 *
 * @param recipes the recipes
 * @param model the model that the user gave, if any
 * @param data the folder of data that the user gave, if any
 */
record RecipeList(Recipes recipes, Optional<String> model, Optional<Path> data) {

    private static final double GIBI = 1L << 30;
    private static final int BYTES = 4;

    String asText() {
        StringBuilder text = new StringBuilder();
        text.append(group(
                "Run with nothing more than this",
                recipe -> recipe.kind() == Recipe.Kind.REPLICA
                        && needs(recipe).files().isEmpty()));
        text.append(group(
                "Scaled down, with files of yours",
                recipe -> recipe.kind() == Recipe.Kind.REPLICA
                        && !needs(recipe).files().isEmpty()));
        text.append(group("The paper's own, with files of yours", recipe -> recipe.kind() == Recipe.Kind.PAPER));
        text.append("`peanut benchmark NAME` runs one, or says which of its files are missing.\n");
        return text.toString();
    }

    private String group(String title, java.util.function.Predicate<Recipe> wanted) {
        List<Recipe> some = recipes.all().stream().filter(wanted).toList();
        if (some.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(title + "\n\n");
        for (Recipe recipe : some) {
            FieldBlock block = new FieldBlock(recipe.name())
                    .prose("what", recipe.about())
                    .prose("rows", rows(recipe))
                    .prose("stands for", standsFor(recipe))
                    .prose("needs", needed(recipe))
                    .prose("here", here(recipe));
            text.append(block).append('\n');
        }
        return text.toString();
    }

    private Needs needs(Recipe recipe) {
        return Needs.of(recipe, usual(recipe), model, data);
    }

    private static List<RecipeData> usual(Recipe recipe) {
        return RecipePlan.sets(recipe, List.of());
    }

    private static String names(List<RecipeData> sets) {
        return sets.stream().map(RecipeData::name).collect(Collectors.joining(", "));
    }

    private static String rows(Recipe recipe) {
        String labels = recipe.rows().stream().map(RecipeRow::label).collect(Collectors.joining(", "));
        List<RecipeData> others = new ArrayList<>(recipe.data());
        others.removeAll(usual(recipe));
        String data = names(usual(recipe)) + (others.isEmpty() ? "" : " (--on: or " + names(others) + ")");
        String sweep = recipe.sweep()
                .map(some -> ", each with " + some.setting() + " " + String.join(", ", some.values()))
                .orElse("");
        return labels + sweep + "; on " + data;
    }

    /** The rows of the paper by table and figure, as {@code table 3: FFT, LoRA}. */
    private static String standsFor(Recipe recipe) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (PaperRow row : recipe.paper()) {
            String place = row.source().name().toLowerCase(Locale.ROOT) + " " + row.number();
            keys.computeIfAbsent(place, any -> new ArrayList<>()).add(row.key());
        }
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** The options that have to be given, and how large the model is. */
    private String needed(Recipe recipe) {
        List<String> needs = new ArrayList<>();
        if (Needs.takesFolder(recipe)) {
            needs.add("--model DIR, " + model(recipe));
        }
        long files = usual(recipe).stream()
                .flatMap(set -> set.files().stream())
                .distinct()
                .count();
        if (files > 0) {
            needs.add("--data DIR with " + files + (files == 1 ? " file" : " files or folders"));
        }
        return needs.isEmpty() ? "nothing" : String.join("; ", needs);
    }

    private static String model(Recipe recipe) {
        return recipe.modelFrom().orElse(recipe.model() + weights(recipe));
    }

    private static String weights(Recipe recipe) {
        if (!Peanut2025.architectureNames().contains(recipe.model())) {
            return "";
        }
        long bytes = BYTES * Peanut2025.architecture(recipe.model()).parameters();
        return String.format(Locale.ROOT, " (%.1f GiB of weights in memory)", bytes / GIBI);
    }

    private String here(Recipe recipe) {
        List<String> said = new ArrayList<>();
        int missing = needs(recipe).missing().size();
        List<String> unread = usual(recipe).stream()
                .filter(set -> !RecipePlan.canRead(set))
                .map(RecipeData::task)
                .distinct()
                .toList();
        List<String> untrained = recipe.rows().stream()
                .filter(row -> !RecipePlan.canTrain(row))
                .map(RecipeRow::label)
                .toList();
        if (!unread.isEmpty()) {
            said.add("there is no task " + String.join(", ", unread) + " here");
        }
        if (!untrained.isEmpty()) {
            said.add("not " + String.join(", ", untrained) + ", which cannot be trained here");
        }
        said.add(0, missing == 0 ? "can run" : "can run when its files are given");
        boolean nothing = recipe.data().stream().noneMatch(RecipePlan::canRead)
                || recipe.rows().stream().noneMatch(RecipePlan::canTrain);
        if (nothing) {
            said.set(0, "cannot run");
        }
        return String.join("; ", said);
    }

    ArrayNode asJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Recipe recipe : recipes.all()) {
            ObjectNode node = array.addObject()
                    .put("name", recipe.name())
                    .put("kind", Names.of(recipe.kind()))
                    .put("measure", Names.of(recipe.measure()))
                    .put("about", recipe.about())
                    .put("model", recipe.model())
                    .put("here", here(recipe));
            ArrayNode rows = node.putArray("rows");
            for (RecipeRow row : recipe.rows()) {
                ArrayNode paper = rows.addObject().put("label", row.label()).putArray("paper");
                recipe.paper(row).forEach(one -> paper.add(one.toString()));
            }
            ArrayNode files = node.putArray("files");
            needs(recipe)
                    .files()
                    .forEach(file -> files.addObject()
                            .put("option", file.option())
                            .put("file", String.join(" | ", file.names()))
                            .put("found", file.found().map(Path::toString).orElse(null)));
        }
        return array;
    }

    /** The files of a recipe, found or not, one a line. */
    static String files(Recipe recipe, Needs needs) {
        TextTable table = new TextTable().text("folder", 10).text("file", 60).text("found", 80);
        needs.files()
                .forEach(file -> table.row(
                        file.option(),
                        String.join(" or ", file.names()),
                        file.found().map(Path::toString).orElse("missing")));
        String intro = recipe.name() + ": " + recipe.about() + ". It needs these files of yours, below the folders that"
                + " the options name"
                + (Needs.takesFolder(recipe) ? " (the model is " + model(recipe) + ")" : "") + ":";
        return WordUtils.wrap(intro, Console.WIDTH, "\n", false) + "\n\n" + table;
    }
}
