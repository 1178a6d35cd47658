package org.peftcheck.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.RecipeData;
import org.peftcheck.papers.recipe.RecipeRow;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.method.MethodSizes;
import org.peftcheck.training.method.ScalingText;
import org.peftcheck.training.model.ClassifierHead.Pooling;

class RecipePlanTest {

    @TempDir
    Path folder;

    static List<Recipe> recipes() {
        return Peanut2025.recipes().all();
    }

    private RecipeChoices choices(Map<String, String> settings) {
        return new RecipeChoices(Optional.of("minilm"), Optional.of(folder), 2, List.of(), List.of(), settings);
    }

    /** Every row that can be trained is an experiment with settings that are all known; the others say why not. */
    @ParameterizedTest
    @MethodSource("recipes")
    void everyRowIsAnExperimentOrLeftOut(Recipe recipe) {
        RecipePlan plan = RecipePlan.of(recipe, choices(Map.of()));
        int values = recipe.sweep().map(sweep -> sweep.values().size()).orElse(1);
        List<RecipeData> sets = RecipePlan.sets(recipe, List.of());
        long possible = sets.stream().filter(RecipePlan::canRead).count()
                * recipe.rows().stream().filter(RecipePlan::canTrain).count();
        assertEquals(possible * values, plan.arms().size());
        assertEquals(
                possible == (long) sets.size() * recipe.rows().size(),
                plan.leftOut().isEmpty());
        Set<String> folders = new HashSet<>();
        for (Arm arm : plan.arms()) {
            assertEquals(2, arm.experiments().size());
            assertEquals(2, arm.experiments().get(1).training().seed());
            assertTrue(folders.add(arm.folder(1)), arm.folder(1));
        }
    }

    /** The settings of Tables 11 and 12 once more, read from their rows and compared with what would be run. */
    @Test
    void whatIsRunHasTheSettingsOfTheTables() {
        Recipe recipe = Peanut2025.recipes().get("table-3");
        RecipePlan plan = RecipePlan.of(recipe, choices(Map.of()));
        int checked = 0;
        for (Arm arm : plan.arms()) {
            String label = arm.row().label();
            if (!label.startsWith("PEANuT")) {
                continue;
            }
            Row row = Peanut2025.table(label.equals("PEANuT-L") ? 11 : 12)
                    .row(arm.data().name());
            Experiment experiment = arm.experiments().get(0);
            var adamW = experiment.training().adamW();
            assertEquals(number(row, "learning rate (PEANuT)"), adamW.encoderRate());
            assertEquals(number(row, "learning rate (head)"), adamW.headRate());
            assertEquals(number(row, "batch size"), experiment.training().batchSize());
            assertEquals(number(row, "max sequence length"), experiment.maxLength());
            assertEquals(
                    number(row, "scaling"),
                    Double.parseDouble(ScalingText.of(
                            experiment.method().options().scaling().orElseThrow())));
            assertEquals(6, experiment.method().options().depth().orElseThrow());
            assertEquals(Pooling.FIRST, experiment.pooling());
            assertTrue(experiment.denseHead());
            int epochSteps = (int) Math.ceil(10.0 * arm.data().size() / number(row, "batch size"));
            assertEquals(epochSteps, experiment.training().steps());
            checked++;
        }
        assertEquals(16, checked);
    }

    private static double number(Row row, String column) {
        return row.get(column).number().doubleValue();
    }

    /** The counts that the paper's rows have in the paper's model, and those that have to be equal. */
    @Test
    void sizesAreThoseOfThePaper() {
        var roberta = Peanut2025.architecture("roberta-base");
        RecipePlan glue = RecipePlan.of(Peanut2025.recipes().get("table-3"), choices(Map.of()));
        assertEquals(
                Map.of("LoRA", 294_912, "FourierFT", 24_000, "PEANuT-S", 24_640, "PEANuT-L", 301_056),
                counts(glue, roberta));
        var vit = Peanut2025.architecture("vit-base");
        Recipe modules = Peanut2025.recipes().get("figure-5");
        assertEquals(Set.of(258_048), new HashSet<>(countsOf(modules, vit).values()));
        var small = Peanut2025.architecture("minilm-l6");
        assertEquals(
                Map.of("QV", 129_024, "QV-MLP", 129_024),
                counts(RecipePlan.of(Peanut2025.recipes().get("modules"), choices(Map.of())), small));
        assertEquals(
                Set.of(147_456),
                new HashSet<>(counts(RecipePlan.of(Peanut2025.recipes().get("ablation"), choices(Map.of())), small)
                        .values()));
    }

    private static Map<String, Integer> counts(RecipePlan plan, org.peftcheck.papers.architecture.Architecture model) {
        Map<String, Integer> counts = new java.util.HashMap<>();
        for (Arm arm : plan.arms()) {
            var method = arm.experiments().get(0).method();
            if (method.rewritesWeights()) {
                counts.put(
                        arm.row().label(),
                        MethodSizes.count(method, model).trainable().intValueExact());
            }
        }
        return counts;
    }

    /** As {@link #counts}, for a recipe whose task may not be there. */
    private static Map<String, Integer> countsOf(Recipe recipe, org.peftcheck.papers.architecture.Architecture model) {
        Map<String, Integer> counts = new java.util.HashMap<>();
        RecipeData set = recipe.data().get(0);
        for (RecipeRow row : recipe.rows()) {
            Experiment experiment = new RecipeSettings(recipe.settings(row, set), set.size())
                    .with(Map.of("model", "m", "task", "acceptability"))
                    .experiment(1);
            BigInteger count = MethodSizes.count(experiment.method(), model).trainable();
            counts.put(row.label(), count.intValueExact());
        }
        return counts;
    }

    private static void refused(String message, Map<String, String> settings) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new RecipeSettings(settings, 0).experiment(1))
                        .getMessage());
    }

    @Test
    void settingsThatAreNotKnownAreRefused() {
        refused("recipe: expected settings of `peanut train`, got [dept]", Map.of("method", "peanut", "dept", "4"));
        refused("lr: expected a number, got fast", Map.of("method", "lp", "lr", "fast"));
        refused("batch: expected a whole number, got 1.5", Map.of("method", "lp", "batch", "1.5"));
        refused(
                "epochs: expected a data set of a size that is known, or --steps",
                Map.of("method", "lp", "epochs", "3"));
        refused(
                "accumulate: expected a number from 1 to the batch size 16, got 17",
                Map.of("method", "lp", "accumulate", "17"));
    }

    @Test
    void theUserPrevails() {
        Arm arm = RecipePlan.of(Peanut2025.recipes().get("table-3"), choices(Map.of("steps", "7", "batch", "4")))
                .arms()
                .get(0);
        assertEquals(7, arm.experiments().get(0).training().steps());
        assertEquals(4, arm.experiments().get(0).training().batchSize());
        Arm point = RecipePlan.of(Peanut2025.recipes().get("activations"), choices(Map.of()))
                .arms()
                .get(1);
        assertEquals("ReLU, lr 0.003", point.label());
        assertEquals("acceptability-relu-lr-0.003-2", point.folder(2));
        assertEquals(0.003, point.experiments().get(0).training().adamW().encoderRate());
    }

    @Test
    void rowsAndDataAreSelectedByName() {
        Recipe recipe = Peanut2025.recipes().get("table-3");
        RecipeChoices some =
                new RecipeChoices(Optional.empty(), Optional.of(folder), 1, List.of("lora"), List.of("rte"), Map.of());
        RecipePlan plan = RecipePlan.of(recipe, some);
        assertEquals(1, plan.arms().size());
        assertEquals("rte-lora-1", plan.arms().get(0).folder(1));
        RecipeChoices none =
                new RecipeChoices(Optional.empty(), Optional.empty(), 1, List.of("LoRa2"), List.of(), Map.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> RecipePlan.of(recipe, none))
                .getMessage()
                .startsWith("unknown row `LoRa2`; near names: "));
        assertEquals(
                "--seeds: expected at least 1, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new RecipeChoices(
                                        Optional.empty(), Optional.empty(), 0, List.of(), List.of(), Map.of()))
                        .getMessage());
    }

    @Test
    void filesAreFoundOrMissing() throws IOException {
        Recipe recipe = Peanut2025.recipes().get("table-3");
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("config.json"), "{}");
        Files.writeString(
                model.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"a\": \"model-1-of-2.safetensors\", \"b\": \"model-2-of-2.safetensors\"}}");
        Files.writeString(model.resolve("model-1-of-2.safetensors"), "");
        Files.createDirectories(folder.resolve("CoLA"));
        Files.writeString(folder.resolve("CoLA/in_domain_train.tsv"), "");
        Needs needs = Needs.of(
                recipe, RecipePlan.sets(recipe, List.of("CoLA")), Optional.of(model.toString()), Optional.of(folder));
        assertEquals(7, needs.files().size());
        assertEquals(
                List.of(
                        List.of("model-2-of-2.safetensors"),
                        List.of("tokenizer.json", "vocab.txt"),
                        List.of("CoLA/dev.tsv", "CoLA/in_domain_dev.tsv")),
                needs.missing().stream().map(NeededFile::names).toList());
        assertEquals(
                Optional.of(folder.resolve("CoLA/in_domain_train.tsv")),
                needs.files().get(5).found());
        Needs nothing = Needs.of(Peanut2025.recipes().get("ablation"), List.of(), Optional.empty(), Optional.empty());
        assertEquals(List.of(), nothing.files());
        assertFalse(Needs.takesFolder(Peanut2025.recipes().get("ablation")));
    }
}
