package org.peftcheck.papers.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.papers.recipe.RecipeReader;
import org.peftcheck.papers.recipe.RecipeRow;
import org.peftcheck.papers.recipe.Recipes;

/** A recipe for every row of Tables 1 to 7 and every point or curve of Figures 3 to 5, with the settings of Tables 8 to 12. */
class PeanutRecipesTest {

    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");

    private static List<Table> experiments(Tables tables) {
        return IntStream.rangeClosed(1, 7).mapToObj(tables::get).toList();
    }

    /** The paper's folder with one text replaced in one of its files. */
    private static DataFolder planted(String file, String found, String planted) {
        return name -> {
            try (InputStream stream = FOLDER.open(name)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                boolean here = name.equals(file);
                assertTrue(!here || text.contains(found), file + " has no " + found);
                return new ByteArrayInputStream(
                        (here ? text.replace(found, planted) : text).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Recipes read(DataFolder folder) {
        return RecipeReader.read(folder, new PaperData(folder).tables());
    }

    @Test
    void everyRowAndCurveHasARecipeWithThePapersSettings() {
        Recipes recipes = Peanut2025.recipes();
        assertEquals(List.of(), recipes.missing(experiments(Peanut2025.tables())));
        assertEquals(
                List.of(12, 5, 16),
                recipes.figures().stream().map(figure -> figure.keys().size()).toList());
        long rows = experiments(Peanut2025.tables()).stream()
                .mapToInt(table -> table.rows().size())
                .sum();
        assertEquals(11 + 5 + 11 + 8 + 3 + 3 + 6, rows);
    }

    @Test
    void aRowWithoutARecipeIsNoticed() {
        Tables more = new PaperData(
                        planted("tables/table-03.csv", "PEANuT-S,", "DoRA,0.3%,1,1,1,1,1,1,1,1,1\nPEANuT-S,"))
                .tables();
        assertEquals(
                List.of("table 3: DoRA"),
                Peanut2025.recipes().missing(experiments(more)).stream()
                        .map(Object::toString)
                        .toList());
        assertEquals(
                List.of("figure 4: SiLU"),
                read(planted("recipes.yaml", "\"Sinusoidal\"]", "\"Sinusoidal\", \"SiLU\"]"))
                        .missing(experiments(Peanut2025.tables()))
                        .stream()
                        .map(Object::toString)
                        .toList());
    }

    private static void refused(String message, DataFolder folder) {
        String refusal =
                assertThrows(BadDataException.class, () -> read(folder)).getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void aRowThatIsRenamedIsNoticed() {
        refused(
                "recipe table-3: row PEANuT-S: field `paper`: expected a row, point or curve of table 3, got `PEANuT-S`",
                planted("tables/table-03.csv", "PEANuT-S,", "PEANuT-Small,"));
        refused(
                "recipe figure-4: row GELU: field `paper`: expected a row, point or curve of figure 4, got `GELU`",
                planted("recipes.yaml", "\"GELU\"", "\"Gelu\""));
        refused(
                "recipe table-3: field `rows`: table 11: expected one row that begins with QNLI, found 0",
                planted("tables/table-11.csv", "QNLI,", "QNLI2,"));
    }

    @Test
    void aSettingIsNotWrittenBesideTheTableThatPrintsIt() {
        refused(
                "expected settings of row PEANuT-L that table 11 does not print, got [lr]",
                planted(
                        "recipes/paper.yaml",
                        "rank: 8, depth: 6, targets: \"query,value\"}, printed",
                        "rank: 8, depth: 6, lr: 5e-3, targets: \"query,value\"}, printed"));
    }

    private static Map<String, String> settings(String recipe, String label, String data) {
        Recipe found = Peanut2025.recipes().get(recipe);
        RecipeRow row = found.rows().stream()
                .filter(r -> r.label().equals(label))
                .findFirst()
                .orElseThrow();
        RecipeData set = found.data().stream()
                .filter(d -> d.name().equals(data))
                .findFirst()
                .orElseThrow();
        return found.settings(row, set);
    }

    @ParameterizedTest
    @CsvSource({
        "table-3, PEANuT-L, CoLA, 1E-3, 1E-3, 0.1, 512, 64, 8, 6",
        "table-3, PEANuT-S, CoLA, 5E-3, 1E-3, 0.1, 512, 64, 1, 6",
        "table-3, PEANuT-S, RTE, 1E-3, 1E-3, 1.0, 512, 32, 1, 6",
        "table-6, depth 4, STS-B, 5E-3, 5E-3, 0.1, 512, 64, 8, 4",
    })
    void settingsOfGlueAreThoseOfTables11And12(
            String recipe,
            String label,
            String data,
            String rate,
            String headRate,
            String scaling,
            String length,
            String batch,
            String rank,
            String depth) {
        Map<String, String> settings = settings(recipe, label, data);
        assertEquals(
                List.of(rate, headRate, scaling, length, batch, rank, depth),
                List.of(
                        settings.get("lr"),
                        settings.get("head-lr"),
                        settings.get("scaling"),
                        settings.get("max-length"),
                        settings.get("batch"),
                        settings.get("rank"),
                        settings.get("depth")));
    }

    @Test
    void settingsOfImagesAndOfLanguageModelsAreThoseOfTables8To10() {
        Map<String, String> cars = settings("figure-5", "QV-MLP", "StanfordCars");
        assertEquals("5E-3", cars.get("lr"));
        assertEquals("1E-2", cars.get("head-lr"));
        assertEquals("4E-5", cars.get("weight-decay"));
        assertEquals("10", cars.get("epochs"));
        assertEquals("1E-2", settings("figure-5", "QV", "StanfordCars").get("lr"));
        Map<String, String> commonsense = settings("table-1-llama3-8b", "PEANuT", "PIQA");
        assertEquals(
                Map.of(
                        "method", "peanut",
                        "targets", "q,k,v,up,down",
                        "max-length", "256",
                        "rank", "32",
                        "scaling", "32/r",
                        "dropout", "0.05",
                        "lr", "3e-4",
                        "batch", "16",
                        "warmup", "100",
                        "epochs", "1"),
                commonsense);
        assertEquals("64/r", settings("table-4-qwen3-8b", "LoRA", "GSM8K").get("scaling"));
        assertFalse(settings("table-1-qwen3-8b", "MiLoRA", "PIQA").containsKey("scaling"));
    }

    @Test
    void aDigitOfATableIsADigitOfTheSettings() {
        Recipes changed = read(planted("tables/table-12.csv", "CoLA,AdamW,Linear,5E-3", "CoLA,AdamW,Linear,4E-3"));
        Recipe recipe = changed.get("table-3");
        RecipeRow small = recipe.rows().stream()
                .filter(row -> row.label().equals("PEANuT-S"))
                .findFirst()
                .orElseThrow();
        assertEquals("4E-3", recipe.settings(small, recipe.data().get(3)).get("lr"));
        refused(
                "table 12, optimizer: expected adamw, got Adafactor",
                planted("tables/table-12.csv", "CoLA,AdamW", "CoLA,Adafactor"));
    }

    @Test
    void sizesAreThoseOfTheTables() {
        Recipe glue = Peanut2025.recipes().get("table-3");
        assertEquals(
                List.of(393_000, 67_300, 3_670, 8_550, 105_000, 364_000, 2_490, 5_750),
                glue.data().stream().map(RecipeData::size).toList());
        assertEquals(
                9_427,
                Peanut2025.recipes().get("table-1-qwen3-8b").data().get(0).size());
    }

    @Test
    void aNameThatIsNotThereHasNearOnes() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> Peanut2025.recipes().get("glue-sts"));
        assertTrue(
                refusal.getMessage().startsWith("unknown recipe `glue-sts`; near names: glue-stsb"),
                refusal.getMessage());
        assertEquals("table-3", Peanut2025.recipes().get("Table-3").name());
    }
}
