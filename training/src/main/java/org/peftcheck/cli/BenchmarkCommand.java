package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.papers.recipe.Recipes;
import org.peftcheck.training.recipe.Arm;
import org.peftcheck.training.recipe.NeededFile;
import org.peftcheck.training.recipe.Needs;
import org.peftcheck.training.recipe.RecipeChoices;
import org.peftcheck.training.recipe.RecipePlan;
import org.peftcheck.training.run.BadRunException;
import org.peftcheck.training.run.DurableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment of the paper, or one like it that is scaled down. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a recipe: an experiment of the paper with its own settings, for models and data of yours, or one like it that is"
                    + " scaled down to run here. There is one for every row of Tables 1 to 7 and every point of Figures 3 to 5"
                    + " (--list). Each run has a process and a folder of its own; the same command goes on with what was"
                    + " interrupted. The differences between methods, seed by seed, stand beside those of the paper. Where files of yours are missing it stops at once with exit"
                    + " code 2 and the list of all that it needs.",
            ""
        },
        footer = {
            "",
            "For example: peanut benchmark --list",
            "             peanut benchmark ablation --steps 300 --threads 1",
            "             peanut benchmark glue-sst2 --data GLUE --only LoRA,PEANuT-L",
            "             peanut benchmark table-3 --model roberta-base --data GLUE --on CoLA,RTE"
        })
final class BenchmarkCommand implements Callable<Integer> {

    private final Console console;
    private final TrainStarter starter;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The name of a recipe.")
    private String name;

    @Option(
            names = "--list",
            description = "All recipes: rows, what they stand for, what they need, whether they run here.")
    private boolean list;

    @Option(names = "--model", paramLabel = "NAME|DIR", description = "The model, where it is not the recipe's.")
    private String model;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of all data, such as that of GLUE.")
    private Path data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many seeds, 1 to N (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--only", split = ",", paramLabel = "ROW", description = "Only these rows, by their labels.")
    private List<String> rows = List.of();

    @Option(names = "--on", split = ",", paramLabel = "DATA", description = "Only these data sets, by their names.")
    private List<String> sets = List.of();

    @Option(names = "--steps", paramLabel = "N", description = "Updates, in the place of the recipe's.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Inputs of an update, in the place of the recipe's.")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description = "In how many parts a batch goes through the network.")
    private Optional<Integer> accumulate = Optional.empty();

    @Option(
            names = "--max-length",
            paramLabel = "T",
            description = "Most tokens of an input, in the place of the recipe's.")
    private Optional<Integer> maxLength = Optional.empty();

    @Option(names = "--eval-every", paramLabel = "N", description = "Steps between evaluations; 0 for one at the end.")
    private Optional<Integer> evaluateEvery = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder of the runs' folders, and of benchmark.json and benchmark.md (runs/NAME if not given).")
    private Path out;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the list or the outcome as JSON, to the standard output (-) or to a file.")
    private String json;

    @Mixin
    private RunOptions machine;

    BenchmarkCommand(Console console, TrainStarter starter) {
        this.console = console;
        this.starter = starter;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        if (list == (name != null)) {
            throw new BadInputException("expected the name of a recipe or --list, got " + (list ? "both" : "neither"));
        }
        Recipes recipes = Peanut2025.recipes();
        if (list) {
            RecipeList all = new RecipeList(recipes, Optional.ofNullable(model), Optional.ofNullable(data));
            if (target.leavesRoomForText()) {
                console.out().print(all.asText());
            }
            target.write(console, all.asJson());
            return ExitCode.OK;
        }
        return run(BadInputException.of(() -> recipes.get(name)), target);
    }

    private int run(Recipe recipe, JsonTarget target) {
        RecipeChoices choices = BadInputException.of(this::choices);
        requireFiles(recipe, choices);
        RecipePlan plan = BadInputException.of(() -> RecipePlan.of(recipe, choices));
        if (plan.arms().isEmpty()) {
            throw new BadInputException(recipe.name() + ": expected something that can be run here, got none: "
                    + String.join("; ", plan.leftOut()));
        }
        Path folder = out == null ? Path.of("runs", recipe.name()) : out;
        List<RunSeries.Planned> runs = planned(plan, folder);
        RunSeries series = new RunSeries(console, starter, machine.threads());
        series.requireOwnFolders(runs);
        RunSeries.Outcome outcome = series.execute(runs);
        BenchmarkReport report = new BenchmarkReport(plan, outcomes(plan, outcome), outcome.failures());
        if (!outcome.runs().isEmpty()) {
            write(folder, report);
        }
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        target.write(console, report.asJson());
        outcome.failures().forEach(console::complain);
        return outcome.failures().isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private RecipeChoices choices() {
        Map<String, String> settings = new LinkedHashMap<>();
        steps.ifPresent(value -> settings.put("steps", "" + value));
        batch.ifPresent(value -> settings.put("batch", "" + value));
        accumulate.ifPresent(value -> settings.put("accumulate", "" + value));
        maxLength.ifPresent(value -> settings.put("max-length", "" + value));
        evaluateEvery.ifPresent(value -> settings.put("eval-every", "" + value));
        return new RecipeChoices(Optional.ofNullable(model), Optional.ofNullable(data), seeds, rows, sets, settings);
    }

    /** Stops with the list of files when one of them is missing. */
    private void requireFiles(Recipe recipe, RecipeChoices choices) {
        Needs needs = BadInputException.of(
                () -> Needs.of(recipe, RecipePlan.sets(recipe, choices.sets()), choices.model(), choices.data()));
        List<NeededFile> missing = needs.missing();
        if (!missing.isEmpty()) {
            console.out().print(RecipeList.files(recipe, needs));
            throw new BadInputException(recipe.name() + ": expected all of its "
                    + needs.files().size() + " files, " + missing.size() + " of them missing, the first "
                    + missing.get(0).option() + " "
                    + String.join(" or ", missing.get(0).names()));
        }
    }

    /** The runs, the methods of a seed after each other, so that what else the machine does falls on all of them. */
    private static List<RunSeries.Planned> planned(RecipePlan plan, Path folder) {
        List<RunSeries.Planned> runs = new ArrayList<>();
        int most = plan.arms().get(0).experiments().size();
        for (int seed = 1; seed <= most; seed++) {
            for (Arm arm : plan.arms()) {
                runs.add(new RunSeries.Planned(
                        folder.resolve(arm.folder(seed)), arm.experiments().get(seed - 1)));
            }
        }
        return runs;
    }

    private static List<ArmOutcome> outcomes(RecipePlan plan, RunSeries.Outcome outcome) {
        List<ArmOutcome> outcomes = new ArrayList<>();
        int arms = plan.arms().size();
        for (int i = 0; i < arms; i++) {
            List<Optional<ComparedRuns.Finished>> bySeed = new ArrayList<>();
            for (int run = i; run < outcome.finished().size(); run += arms) {
                bySeed.add(outcome.finished().get(run));
            }
            outcomes.add(new ArmOutcome(plan.arms().get(i), bySeed));
        }
        return outcomes;
    }

    private static void write(Path folder, BenchmarkReport report) {
        try {
            DurableFile.writeText(folder.resolve("benchmark.md"), report.asMarkdown());
            DurableFile.writeText(
                    folder.resolve("benchmark.json"), report.asJson().toPrettyString() + "\n");
        } catch (BadRunException e) {
            throw new BadInputException(e);
        }
    }
}
