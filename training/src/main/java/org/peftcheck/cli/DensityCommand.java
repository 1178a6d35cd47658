package org.peftcheck.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.peftcheck.numeric.density.DensityRequest;
import org.peftcheck.numeric.density.DensitySurvey;
import org.peftcheck.numeric.density.FloatFormat;
import org.peftcheck.numeric.density.LayerDensity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What finite precision leaves of Proposition B.1 on the layers of a model. */
@Command(
        name = "density",
        mixinStandardHelpOptions = true,
        description = {
            "Decides what is left of Proposition B.1 (sine activation) on stored weights: on which columns its hypothesis holds,"
                    + " how near any c can come to a typical target, and what all columns together can do. Every bound is"
                    + " proved, and rounded to the safe side.",
            ""
        },
        footer = {"", "For example: peanut density --layers '*intermediate*' --precision bf16 --rank 16"})
final class DensityCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--weights",
            paramLabel = "NAME|FILE",
            defaultValue = "minilm",
            description =
                    "Model whose linear layers are looked at: minilm (${DEFAULT-VALUE} is the default), an ONNX or a"
                            + " safetensors file.")
    private String weights;

    @Option(
            names = "--layers",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "Which layers, by name: * and ? stand for any characters.")
    private String layers;

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "fp32,fp16,bf16",
            description = "Formats to which the weights are rounded: fp64, fp32, fp16, bf16; separated by commas"
                    + " (${DEFAULT-VALUE} if not given).")
    private List<String> precisions = List.of();

    @Option(
            names = "--rank",
            paramLabel = "R",
            defaultValue = "8",
            description = "Rank of the updates, and width, that all columns are asked for (default ${DEFAULT-VALUE}).")
    private int rank;

    @Option(
            names = "--relations",
            description = "With --json: also the relation of every column, as row:coefficient, rows from 0.")
    private boolean relations;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write what is found as JSON, to the standard output (-) or to a file.")
    private String json;

    DensityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        if (relations && json == null) {
            throw new BadInputException("--relations: expected --json as well, which is where they go");
        }
        DensityRequest request =
                BadInputException.of(() -> new DensityRequest(weights, layers, FloatFormat.parse(precisions), rank));
        List<LayerDensity> found = survey(request);
        if (target.leavesRoomForText()) {
            DensityReport report = new DensityReport(found, rank);
            console.out().print(report.table());
            console.out().print(report.summary());
        }
        target.write(console, new DensityJson(rank, relations).of(found));
        return ExitCode.OK;
    }

    private List<LayerDensity> survey(DensityRequest request) {
        ProgressLine progress = ProgressLine.on(console);
        try {
            return BadInputException.of(() -> DensitySurvey.run(request, progress));
        } finally {
            progress.clear();
        }
    }
}
