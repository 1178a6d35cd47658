package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.run.DurableFile;
import org.peftcheck.training.tie.Tie;
import org.peftcheck.training.tie.TieReport;
import org.peftcheck.training.tie.TieSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ties a trained network to the propositions. */
@Command(
        name = "tie",
        mixinStandardHelpOptions = true,
        description = {
            "Says what the propositions say about the updates that a finished run of any kind of network has trained, beside what is measured. Of LoRA: its"
                    + " PEANuT twins with certified errors, their losses beside bounds, and the gap that the hypothesis of"
                    + " Proposition 3.2 leaves in each layer. Of PEANuT: rank and singular values of every update, LoRA factors"
                    + " that reproduce it, dead units, and what is out of reach of a linear function of the weight. Of both:"
                    + " merged against unmerged outputs in each format. It leaves " + TieCommand.JSON + " and "
                    + TieCommand.MARKDOWN + " in the folder of the run.",
            ""
        },
        footer = {"", "For example: peanut tie runs/lora"})
final class TieCommand implements Callable<Integer> {

    /** The report in the folder of the run. */
    static final String JSON = "tie.json";
    /** The same as Markdown. */
    static final String MARKDOWN = "tie.md";

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Mixin
    private RunOptions machine;

    @Option(names = "--test", description = "Measure every network on test too, which takes as long again as dev.")
    private boolean onTest;

    @Option(
            names = "--double-rows",
            paramLabel = "N",
            defaultValue = "2",
            description = "Inputs of the reading in double precision, which is slow (${DEFAULT-VALUE}).")
    private int doubleRows;

    @Option(
            names = "--sample-batches",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Batches of dev, of 32 or 64 inputs, on which gaps and merges are measured (${DEFAULT-VALUE}).")
    private int sampleBatches;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the report as JSON to the standard output (-) or to a file as well.")
    private String json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the report as Markdown to a file as well.")
    private Optional<Path> markdown = Optional.empty();

    TieCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        markdown.ifPresent(TieCommand::requireWritable);
        TieSettings settings = BadInputException.of(() -> new TieSettings(doubleRows, sampleBatches, onTest));
        FinishedRun finished = BadInputException.of(() -> FinishedRun.read(run));
        Experiment experiment = finished.experiment();
        Material material =
                BadInputException.of(() -> Materials.of(experiment.model(), experiment.task(), experiment.maxLength()));
        FineTuning network = BadInputException.of(() -> finished.network(material));
        ProgressLine progress = ProgressLine.on(console);
        TieReport report = BadInputException.of(
                () -> Tie.of(network, material, Engines.open(machine.threads()), settings, progress));
        progress.clear();
        return write(report, experiment, target);
    }

    private int write(TieReport report, Experiment experiment, JsonTarget target) {
        TieTables tables = new TieTables(run, experiment, report);
        ObjectNode node = TieJson.of(run, experiment, report);
        DurableFile.writeText(run.resolve(JSON), node.toPrettyString() + "\n");
        DurableFile.writeText(run.resolve(MARKDOWN), tables.asMarkdown());
        markdown.ifPresent(file -> DurableFile.writeText(file, tables.asMarkdown()));
        if (target.leavesRoomForText()) {
            console.out().print(tables.asText());
        }
        target.write(console, node);
        return ExitCode.OK;
    }

    private static void requireWritable(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isDirectory(parent)) {
            throw new BadInputException("--markdown " + file + ": expected a file in a folder that is there");
        }
    }
}
