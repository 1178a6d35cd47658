package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.HeldOutFile;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.run.MetricValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a trained network. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the network of a finished run on the held-out parts of its task, or of another task with as many classes.",
            ""
        },
        footer = {"", "For example: peanut evaluate runs/sst2 --task glue/sst2 --data SST-2"})
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Mixin
    private TaskOptions task;

    @Mixin
    private RunOptions machine;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the metrics as JSON, to the standard output (-) or to a file.")
    private String json;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        FinishedRun finished = BadInputException.of(() -> FinishedRun.read(run));
        Experiment experiment = finished.experiment();
        Material material = BadInputException.of(() -> Materials.of(
                experiment.model(), task.given() ? task.choice() : experiment.task(), experiment.maxLength()));
        Map<String, List<MetricValue>> metrics = new LinkedHashMap<>();
        try (Session session =
                Engines.open(machine.threads()).open(BadInputException.of(() -> finished.network(material)))) {
            metrics.put("dev", material.onDev().of(session));
            material.onTest().ifPresent(test -> metrics.put("test", test.of(session)));
        }
        if (target.leavesRoomForText()) {
            FieldBlock block = new FieldBlock(run + " on " + material.task());
            metrics.forEach((part, values) -> block.prose(part, MetricText.of(values)));
            console.out().print(block);
        }
        target.write(console, asJson(material, metrics));
        return ExitCode.OK;
    }

    private ObjectNode asJson(Material material, Map<String, List<MetricValue>> metrics) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("run", run.toString()).put("task", material.task());
        return node.setAll(HeldOutFile.asJson(metrics));
    }
}
