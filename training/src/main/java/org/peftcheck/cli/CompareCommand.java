package org.peftcheck.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.experiment.PretrainedModels;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.MethodSizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains with several methods and seeds and puts them side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Trains with several methods and seeds, each run in a process and a folder of its own, and shows metrics as mean and"
                    + " standard deviation over the seeds, trained parameters, time and memory. The same command goes on with a"
                    + " comparison that was interrupted. A method takes of the settings what is meant for it.",
            ""
        },
        footer = {
            "",
            "For example: peanut compare --methods lp,lora,peanut --seeds 3",
            "             peanut compare --methods lora,peanut,fourierft --budget lora:8 --out runs/equal"
        })
final class CompareCommand implements Callable<Integer> {

    private final Console console;
    private final TrainStarter starter;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--methods",
            required = true,
            split = ",",
            paramLabel = "NAME",
            completionCandidates = TrainedMethodNames.class,
            description = "Some of ${COMPLETION-CANDIDATES}; lp is linear-probing; separated by commas.")
    private List<String> methods;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many seeds, 1 to N (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--rank", paramLabel = "R", description = "Rank or hidden width of all (16 if not given).")
    private Optional<Integer> rank = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "N|METHOD:R",
            description =
                    "Each method in its largest size with at most N trained parameters, such as 150k, or with at most"
                            + " those of a method of rank R; the head is not counted.")
    private String budget;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the runs' folders (runs/compare if not given).")
    private Path out = Path.of("runs", "compare");

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the comparison as JSON, to the standard output (-) or to a file.")
    private String json;

    @Mixin
    private RunOptions machine;

    CompareCommand(Console console, TrainStarter starter) {
        this.console = console;
        this.starter = starter;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        List<MethodChoice> chosen = BadInputException.of(this::chosen);
        List<RunSeries.Planned> runs = BadInputException.of(() -> planned(chosen));
        RunSeries series = new RunSeries(console, starter, machine.threads());
        series.requireOwnFolders(runs);
        BadInputException.of(() -> {
            Materials.requireData(runs.get(0).experiment().task());
            return runs;
        });
        RunSeries.Outcome outcome = series.execute(runs);
        TrainingComparison comparison = new TrainingComparison(chosen, outcome.runs());
        if (target.leavesRoomForText()) {
            console.out().print(comparison.asText());
        }
        target.write(console, comparison.asJson());
        outcome.failures().forEach(console::complain);
        return outcome.failures().isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private List<RunSeries.Planned> planned(List<MethodChoice> chosen) {
        List<RunSeries.Planned> runs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (MethodChoice method : chosen) {
                runs.add(
                        new RunSeries.Planned(out.resolve(method.id() + "-" + seed), options.experiment(method, seed)));
            }
        }
        return runs;
    }

    /** The methods in their sizes, all of them checked before the first is trained. */
    private List<MethodChoice> chosen() {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + seeds);
        }
        if (budget != null && rank.isPresent()) {
            throw new IllegalArgumentException("expected one of --rank and --budget, got both");
        }
        OptionalInt given = rank.isPresent() ? OptionalInt.of(rank.get()) : OptionalInt.empty();
        List<MethodChoice> plain = methods.stream()
                .map(id -> options.method(id.strip(), given, false))
                .toList();
        if (plain.stream().map(MethodChoice::id).distinct().count() < plain.size()) {
            throw new IllegalArgumentException(
                    "--methods: expected methods that differ, got " + String.join(",", methods));
        }
        Architecture architecture = PretrainedModels.open(options.model()).architecture();
        Optional<BigInteger> most = Optional.ofNullable(budget).map(text -> budget(text, architecture));
        List<MethodChoice> sized = plain.stream()
                .map(method -> most.map(number -> MethodSizes.within(method, architecture, number))
                        .orElse(method))
                .toList();
        sized.stream().filter(MethodChoice::isSized).forEach(method -> MethodSizes.count(method, architecture));
        return sized;
    }

    private BigInteger budget(String text, Architecture architecture) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return ParameterBudget.parse(text);
        }
        String size = text.substring(colon + 1);
        if (!size.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--budget: expected METHOD:R such as lora:8, got " + text);
        }
        MethodChoice measure = options.method(text.substring(0, colon), OptionalInt.of(Integer.parseInt(size)), false);
        if (!measure.isSized()) {
            throw new IllegalArgumentException("--budget: expected a method with a rank, got " + text);
        }
        return MethodSizes.count(measure, architecture).trainable();
    }
}
