package org.peftcheck.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;

/**
 * The files that a recipe needs of the user, and which of them are there. Nothing is read but the index of a model in several files.
 *
 * @param files the files, those of the model first
 */
public record Needs(List<NeededFile> files) {

    /** The model of a recipe whose folder the user has to give, whatever it is called. */
    public static final String FOLDER = "folder";

    private static final String MODEL = "--model";
    private static final String DATA = "--data";
    private static final String INDEX = "model.safetensors.index.json";

    /** Keeps its own copy. */
    public Needs {
        files = List.copyOf(files);
    }

    /**
     * The files of a recipe.
     *
     * @param recipe the recipe
     * @param sets those of its data sets that are wanted
     * @param model the folder or name that the user gave for the model, if any
     * @param data the folder that the user gave for the data, if any
     * @return all files, found or not
     */
    public static Needs of(Recipe recipe, List<RecipeData> sets, Optional<String> model, Optional<Path> data) {
        List<NeededFile> files = new ArrayList<>();
        if (takesFolder(recipe)) {
            files.addAll(model(recipe, model.map(Path::of)));
        }
        Set<List<String>> names = new LinkedHashSet<>();
        sets.forEach(set -> names.addAll(set.files()));
        names.forEach(wanted -> files.add(NeededFile.in(DATA, data, wanted)));
        return new Needs(files);
    }

    /**
     * Whether the user has to give the folder of a model.
     *
     * @param recipe the recipe
     * @return whether; otherwise its model comes along, and {@code --model} may name another
     */
    public static boolean takesFolder(Recipe recipe) {
        return recipe.kind() == Recipe.Kind.PAPER || recipe.model().equals(FOLDER);
    }

    private static List<NeededFile> model(Recipe recipe, Optional<Path> folder) {
        if (recipe.modelFrom().isPresent()) {
            return List.of(new NeededFile(MODEL, List.of(recipe.modelFrom().get()), folder.filter(Files::exists)));
        }
        List<NeededFile> files = new ArrayList<>();
        files.add(NeededFile.in(MODEL, folder, List.of("config.json")));
        NeededFile weights = NeededFile.in(MODEL, folder, List.of("model.safetensors", INDEX));
        files.add(weights);
        weights.found()
                .filter(file -> file.endsWith(INDEX))
                .ifPresent(index ->
                        shards(index).forEach(name -> files.add(NeededFile.in(MODEL, folder, List.of(name)))));
        boolean images = recipe.data().stream().allMatch(set -> set.task().startsWith("image"));
        if (!images) {
            files.add(NeededFile.in(MODEL, folder, List.of("tokenizer.json", "vocab.txt")));
        }
        return files;
    }

    /** The files that an index names; none when it is no index, which whoever reads it will say. */
    private static Set<String> shards(Path index) {
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode name : new JsonMapper().readTree(index.toFile()).path("weight_map")) {
                names.add(name.asText());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(index + ": expected an index of a model in several files, got " + e, e);
        }
        return names;
    }

    /** Those that are not there. */
    public List<NeededFile> missing() {
        return files.stream().filter(file -> file.found().isEmpty()).toList();
    }
}
