package org.peftcheck.papers.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment: methods that are trained on data sets, and what they stand for in a paper.
 *
 * @param name its name
 * @param kind whether its settings are the paper's
 * @param measure what is compared
 * @param about what it is, in a sentence
 * @param model the model: one that comes along, an architecture of the paper, or what kind of folder the user has to give
 * @param modelFrom what the model of that folder has to be, where no architecture of the paper is meant
 * @param column the column of the paper's tables whose figures stand beside its own; empty for the column of the data set
 * @param reference the label of the row with which the others are compared
 * @param settings the settings of all its rows
 * @param data its data sets
 * @param rows its methods
 * @param sweep a setting that takes several values in each row, if there is one
 * @param remarks what it does not show, and what was assumed
 */
public record Recipe(
        String name,
        Kind kind,
        Measure measure,
        String about,
        String model,
        Optional<String> modelFrom,
        Optional<String> column,
        String reference,
        Map<String, String> settings,
        List<RecipeData> data,
        List<RecipeRow> rows,
        Optional<Sweep> sweep,
        List<String> remarks) {

    /** The value of a setting that takes a setting away. */
    public static final String NONE = "none";

    /** Whether the settings of a recipe are the paper's. */
    public enum Kind {
        /** The paper's own settings, for files that the user has. */
        PAPER,
        /** Scaled down, so that it runs on a small machine. */
        REPLICA
    }

    /** What is compared. */
    public enum Measure {
        /** The first metric of the task. */
        SCORE,
        /** The time of a step and the peak of memory. */
        COST
    }

    /**
     * A setting that takes several values.
     *
     * @param setting its name
     * @param values the values
     */
    public record Sweep(String setting, List<String> values) {

        /** Keeps its own copy. */
        public Sweep {
            values = List.copyOf(values);
        }
    }

    /** Keeps its own copies. */
    public Recipe {
        settings = Map.copyOf(settings);
        data = List.copyOf(data);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** All rows and curves of the paper that its rows stand for, each once. */
    public List<PaperRow> paper() {
        List<PaperRow> all = new ArrayList<>();
        rows.forEach(row -> all.addAll(paper(row)));
        return all.stream().distinct().toList();
    }

    /**
     * The rows and curves of the paper that one of its rows stands for.
     *
     * @param row the row
     * @return them, with the name of each data set in the place of {@code *}
     */
    public List<PaperRow> paper(RecipeRow row) {
        List<PaperRow> all = new ArrayList<>();
        for (PaperRow paper : row.paper()) {
            if (paper.isOfEach()) {
                data.forEach(set -> all.add(paper.of(set.name())));
            } else {
                all.add(paper);
            }
        }
        return all;
    }

    /**
     * The settings of a row on a data set: those of the data set, of the recipe, of the row's table and of the row, of which later
     * ones prevail. A value {@value #NONE} takes a setting away.
     *
     * @param row the row
     * @param set the data set
     * @return the settings by name
     * @throws IllegalArgumentException when the table has no row for the data set, or one that cannot be read
     */
    public Map<String, String> settings(RecipeRow row, RecipeData set) {
        Map<String, String> all = new LinkedHashMap<>(set.settings());
        all.putAll(settings);
        row.assumed().ifPresent(table -> all.putAll(table.of(set.name())));
        row.printed().ifPresent(table -> all.putAll(table.of(set.name())));
        all.putAll(row.settings());
        all.values().removeIf(NONE::equals);
        return all;
    }
}
