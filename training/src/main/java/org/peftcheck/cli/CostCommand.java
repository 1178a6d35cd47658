package org.peftcheck.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.count.ModelSizes;
import org.peftcheck.theory.count.SizedMethod;
import org.peftcheck.theory.count.TrainingSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a step of training costs in operations and memory, before anything is loaded. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a step of training costs: floating-point operations and peak memory, for the form that makes the"
                    + " adapted weights and the form that keeps the update as factors. Nothing of the model is loaded.",
            ""
        },
        footer = {"", "For example: peanut cost --model roberta-base --method peanut --rank 8 --batch 16 --length 128"})
final class CostCommand implements Callable<Integer> {

    private static final int USUAL_LENGTH = 128;

    private final Console console;

    @Mixin
    private ModelOptions model;

    @Mixin
    private MethodOptions settings;

    @Option(names = "--method", required = true, paramLabel = "NAME", description = "A method that rewrites weights.")
    private String method;

    @Option(names = "--rank", paramLabel = "R", description = "Rank, or hidden width, at least 1.")
    private Integer rank;

    @Option(
            names = "--batch",
            paramLabel = "B",
            defaultValue = "8",
            description = "Sequences a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--length",
            paramLabel = "T",
            description = "Tokens a sequence (128 if not given; for an image its patches and one).")
    private Optional<Integer> length = Optional.empty();

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description = "Of frozen weights and activations: fp32, bf16 or fp16 (${DEFAULT-VALUE}).")
    private String dtype = "fp32";

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "-|FILE",
            description = "Write the cost as JSON, to the standard output (- or nothing) or to a file.")
    private String json;

    CostCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        CostReport report = BadInputException.of(this::report);
        target.requireWritable();
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        target.write(console, report.asJson());
        return ExitCode.OK;
    }

    private CostReport report() {
        AdapterMethod known = MethodOptions.weightMethod(method)
                .orElseThrow(() -> new IllegalArgumentException(
                        HiddenRegistry.method(method).title() + ": expected a method that rewrites weights"));
        WeightAdapter adapter = known.configure(settings.all());
        Architecture architecture = model.architecture();
        List<LinearLayer> layers = model.selected(architecture);
        StorageFormat format = StorageFormat.parse(dtype);
        int tokens =
                length.orElseGet(() -> architecture instanceof VitArchitecture images ? images.tokens() : USUAL_LENGTH);
        TrainingSetup setup = new TrainingSetup(batch, tokens, format.width());
        ModelSizes sizes = ModelSizes.of(architecture);
        return new CostReport(architecture.name(), sizes, layers, adapter, rank(adapter, layers), setup, format);
    }

    private int rank(WeightAdapter adapter, List<LinearLayer> layers) {
        boolean sized = adapter.trainableCount().degree(Dimension.RANK) > 0;
        if (!sized && rank != null) {
            throw new IllegalArgumentException(adapter.title() + ": expected no --rank, got " + rank);
        }
        if (sized && rank == null) {
            throw new IllegalArgumentException("cost: expected --rank=R, got none");
        }
        int size = sized ? rank : 1;
        SizedMethod.byRank(adapter, ModelOptions.shapes(layers)).at(size);
        return size;
    }
}
