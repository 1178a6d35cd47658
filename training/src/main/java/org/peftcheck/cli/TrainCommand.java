package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.peftcheck.numeric.checkpoint.BadCheckpointException;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.ExperimentRun;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.run.BadRunException;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fine-tunes a pre-trained encoder. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Fine-tunes a pre-trained encoder on a task, and leaves the trained slots and head (trained.safetensors), the record"
                    + " of the run (run.json) and its curves (metrics.csv) in a folder. A run that was interrupted, by whatever,"
                    + " goes on where it was when the same command is given again, and ends with the same values.",
            ""
        },
        footer = {
            "",
            "For example: peanut train",
            "             peanut train --task glue/sst2 --data SST-2 --method lora --rank 8 --steps 1000 --out runs/sst2"
        })
final class TrainCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;

    private final Console console;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "peanut",
            completionCandidates = TrainedMethodNames.class,
            description = "One of ${COMPLETION-CANDIDATES}; lp is linear-probing (${DEFAULT-VALUE}).")
    private String method;

    @Option(names = "--rank", paramLabel = "R", description = "Rank or hidden width (16 if not given).")
    private Optional<Integer> rank = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides all draws (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the run (runs/MODEL-TASK-METHOD-SEED if not given).")
    private Path out;

    @Option(names = "--no-report", hidden = true, description = "Say nothing of what has come of it.")
    private boolean silent;

    @Mixin
    private RunOptions machine;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Experiment experiment = BadInputException.of(() -> options.experiment(choice(), seed));
        Path folder = out == null ? BadInputException.of(() -> usualFolder(experiment)) : out;
        long start = System.nanoTime();
        Material material =
                BadInputException.of(() -> Materials.of(experiment.model(), experiment.task(), experiment.maxLength()));
        FineTuning network = BadInputException.of(() -> material.network(experiment));
        Engine engine = Engines.open(machine.threads());
        double loadSeconds = (System.nanoTime() - start) / NANOS;
        ExperimentRun run = new ExperimentRun(experiment, material, engine, command(experiment, folder), loadSeconds);
        TrainingProgressLine progress = new TrainingProgressLine(console, ProgressLine.on(console), "");
        ExperimentRun.Outcome outcome;
        try (StopSignal stop = StopSignal.ofProcess()) {
            outcome = run.execute(network, folder, progress, stop);
        } catch (BadRunException | BadCheckpointException e) {
            throw new BadInputException(e);
        } finally {
            progress.clear();
        }
        if (outcome.record().status() != RunRecord.Status.FINISHED) {
            console.complain(folder + ": interrupted; the same command goes on with it");
            return ExitCode.NOT_AS_EXPECTED;
        }
        if (!silent) {
            console.out().print(new TrainReport(folder, experiment, outcome).asText());
        }
        return ExitCode.OK;
    }

    private MethodChoice choice() {
        OptionalInt given = rank.isPresent() ? OptionalInt.of(rank.get()) : OptionalInt.empty();
        return options.method(method.strip(), given, true);
    }

    private List<String> command(Experiment experiment, Path folder) {
        List<String> command = new ArrayList<>(List.of("peanut", "train"));
        command.addAll(experiment.arguments());
        command.addAll(List.of("--threads=" + machine.threads(), "--out=" + folder));
        return command;
    }

    private static Path usualFolder(Experiment experiment) {
        Path model = Path.of(experiment.model()).getFileName();
        String name = List.of(
                        model == null ? "model" : model.toString(),
                        experiment.task().id().replace('/', '-'),
                        experiment.method().id(),
                        "" + experiment.training().seed())
                .stream()
                .collect(Collectors.joining("-"));
        return Path.of("runs", name);
    }
}
