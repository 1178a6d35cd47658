package org.peftcheck.papers.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.recipe.PaperRow.Source;

/**
 * The recipes about a paper, and the figures of the paper that they stand for.
 *
 * @param all the recipes
 * @param figures the figures
 */
public record Recipes(List<Recipe> all, List<Figure> figures) {

    /** Keeps its own copies. */
    public Recipes {
        all = List.copyOf(all);
        figures = List.copyOf(figures);
    }

    /** The names of all recipes. */
    public List<String> names() {
        return all.stream().map(Recipe::name).toList();
    }

    /**
     * The recipe of a name.
     *
     * @param name the name, in any case
     * @return the recipe
     * @throws IllegalArgumentException when there is none, with near names
     */
    public Recipe get(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(recipe -> recipe.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown recipe `" + name + "`" + NearNames.hint(wanted, names())));
    }

    /**
     * Rows of tables, and points and curves of the figures, that no recipe with the paper's own settings stands for.
     *
     * @param tables the tables that should have one for each row
     * @return the rows, points and curves without one
     */
    public List<PaperRow> missing(List<Table> tables) {
        List<PaperRow> wanted = new ArrayList<>();
        for (Table table : tables) {
            table.rows().forEach(row -> wanted.add(new PaperRow(Source.TABLE, table.number(), table.key(row))));
        }
        for (Figure figure : figures) {
            figure.keys().forEach(key -> wanted.add(new PaperRow(Source.FIGURE, figure.number(), key)));
        }
        all.stream()
                .filter(recipe -> recipe.kind() == Recipe.Kind.PAPER)
                .forEach(recipe -> wanted.removeAll(recipe.paper()));
        return wanted;
    }
}
