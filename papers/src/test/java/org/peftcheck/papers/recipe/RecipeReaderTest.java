package org.peftcheck.papers.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.PaperData;

/** Recipes about a made-up paper: what is read, and what is refused. */
class RecipeReaderTest {

    private static final Map<String, String> FILES = Map.of(
            "tables.yaml", """
            tables:
              - number: 1
                caption: results
                columns: [{name: method, kind: text}, {name: A, kind: number}, {name: B, kind: number}]
              - number: 2
                caption: settings
                columns: [{name: dataset, kind: text}, {name: epochs, kind: number}, {name: learning rate, kind: number}]
              - number: 3
                caption: sizes
                columns: [{name: dataset, kind: text}, {name: train, kind: number, units: [k]}]
            """,
            "tables/table-01.csv", "method,A,B\nX,1,2\nY,3,4\n",
            "tables/table-02.csv", "dataset,epochs,learning rate\nA,3,1e-3\nB,4,2e-3\n",
            "tables/table-03.csv", "dataset,train\nA,1.5k\nB,20\n",
            "recipes.yaml", """
            figures:
              - {number: 1, caption: f, points: [A, B], curves: ["2", "4"]}
            data:
              - {name: A, task: t, files: [a/x, b/y | b/z], sizes: ["table 3: A", "table 3: B"]}
              - {name: B, task: t, settings: {text: one}, size: 7}
            files: [all]
            """,
            "recipes/all.yaml", """
            recipes:
              - name: r-1
                kind: paper
                measure: score
                about: an experiment
                model: m
                reference: X
                data: [A, B]
                settings: {batch: 8}
                sweep: {depth: "2, 4"}
                rows:
                  - {label: X, paper: ["table 1: X"], settings: {method: lora, lr: none}, assumed: "table 2: *", remark: s}
                  - {label: Y, paper: ["table 1: Y", "figure 1: */4"], settings: {method: peanut}, printed: "table 2: *"}
                remarks: [r]
            """);

    private static Recipes read(String file, String found, String planted) {
        Map<String, String> files = new HashMap<>(FILES);
        files.computeIfPresent(file, (name, text) -> text.replace(found, planted));
        DataFolder folder = name -> new ByteArrayInputStream(files.get(name).getBytes(StandardCharsets.UTF_8));
        return RecipeReader.read(folder, new PaperData(folder).tables());
    }

    private static void refused(String file, String found, String planted, String message) {
        BadDataException refusal = assertThrows(BadDataException.class, () -> read(file, found, planted));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void readsEveryField() {
        Recipes recipes = read("", "", "");
        Recipe recipe = recipes.get("r-1");
        assertEquals(List.of("r-1"), recipes.names());
        assertEquals(
                new Recipe.Sweep("depth", List.of("2", "4")), recipe.sweep().orElseThrow());
        assertEquals(Optional.empty(), recipe.column());
        assertEquals(
                List.of(List.of("a/x"), List.of("b/y", "b/z")),
                recipe.data().get(0).files());
        assertEquals(
                List.of(1520, 7), recipe.data().stream().map(RecipeData::size).toList());
        RecipeRow x = recipe.rows().get(0);
        RecipeRow y = recipe.rows().get(1);
        assertEquals(
                Map.of("method", "lora", "batch", "8", "epochs", "3"),
                recipe.settings(x, recipe.data().get(0)));
        assertEquals(
                Map.of("method", "peanut", "batch", "8", "epochs", "4", "lr", "2e-3", "text", "one"),
                recipe.settings(y, recipe.data().get(1)));
        assertEquals(
                List.of("table 1: Y", "figure 1: A/4", "figure 1: B/4"),
                recipe.paper(y).stream().map(PaperRow::toString).toList());
        assertEquals(4, recipe.paper().size());
        assertEquals(
                List.of("figure 1: A/2", "figure 1: B/2"),
                recipes.missing(List.of()).stream().map(PaperRow::toString).toList());
    }

    @Test
    void aScaledDownRecipeStandsForNoRow() {
        assertEquals(
                6,
                read("recipes/all.yaml", "kind: paper", "kind: replica")
                        .missing(new PaperData(name ->
                                        new ByteArrayInputStream(FILES.get(name).getBytes(StandardCharsets.UTF_8)))
                                .tables()
                                .all()
                                .subList(0, 1))
                        .size());
    }

    @Test
    void refusesWhatIsNotThere() {
        String all = "recipes/all.yaml";
        refused(
                all,
                "table 1: X",
                "table 1: Z",
                "recipes/all.yaml:12: recipe r-1: row X: field `paper`: expected a row, point or curve of table 1, got `Z`;"
                        + " near names: X, Y");
        refused(
                all,
                "figure 1: */4",
                "figure 2: */4",
                "recipes/all.yaml:13: recipe r-1: row Y: field `paper`: figure 2: not described here");
        refused(
                all,
                "table 1: X",
                "tab 1",
                "recipes/all.yaml:12: recipe r-1: row X: field `paper`: row of the paper: expected a form such as"
                        + " `table 3: LoRA` or `figure 5: DTD/QV`, got `tab 1`");
        refused(
                all,
                "data: [A, B]",
                "data: [A, C]",
                "recipes/all.yaml:8: recipe r-1: field `data`: expected a data set, got `C`; near names: A, B");
        refused(
                all,
                "reference: X",
                "reference: Z",
                "recipes/all.yaml:7: recipe r-1: field `reference`: expected the label of a row, got `Z`");
        refused(
                all,
                "printed: \"table 2: *\"",
                "printed: \"2\"",
                "recipes/all.yaml:13: recipe r-1: row Y: field `printed`: expected a form such as `table 9` or `table 11: *`,"
                        + " got `2`");
        refused(
                "tables/table-02.csv",
                "B,4",
                "C,4",
                "recipes/all.yaml:12: recipe r-1: field `rows`: table 2: expected one row that begins with B, found 0");
    }

    @Test
    void refusesWhatIsGivenTwiceOrNotAtAll() {
        String all = "recipes/all.yaml";
        refused(
                all,
                "label: Y",
                "label: X",
                "recipes/all.yaml:12: recipe r-1: field `rows`: expected labels that differ, got `X` twice");
        refused(
                all,
                "{method: peanut}",
                "{method: peanut, epochs: 3}",
                "recipes/all.yaml:12: recipe r-1: field `rows`: expected settings of row Y that table 2 does not print, got"
                        + " [epochs]");
        refused(
                all,
                "{method: peanut}",
                "{rank: 3}",
                "recipes/all.yaml:13: recipe r-1: row Y: field `settings`: expected a method among them");
        refused(
                all,
                "sweep: {",
                "sweep: {lr: 1, ",
                "recipes/all.yaml:10: recipe r-1: field `sweep`: expected one setting, got [lr, depth]");
        refused(
                all,
                "settings: {batch: 8}",
                "settings: {batch: [8]}",
                "recipes/all.yaml:9: recipe r-1: field `settings`: expected a text or a number for batch, got a list");
        refused(
                all,
                "name: r-1",
                "name: R 1",
                "recipes/all.yaml:2: recipe R 1: field `name`: expected lower-case words and digits with hyphens, got `R 1`");
        refused("recipes.yaml", "name: B", "name: A", "recipes.yaml:5: data A: field `name`: given to two data sets");
        refused(
                "tables.yaml",
                "name: epochs",
                "name: eras",
                "tables/table-02.csv:1: expected the columns [dataset, eras, learning rate], got [dataset, epochs, learning rate]");
    }
}
