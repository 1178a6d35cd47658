package org.peftcheck.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the trainable parameters that a method adds to a model, without loading either. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the trainable parameters that a method adds to a model, and their share of a named number of parameters."
                    + " Nothing of the model is loaded. A head for the task is not counted.",
            ""
        },
        footer = {
            "",
            "For example: peanut count --model roberta-base --method peanut --rank 8 --depth 6 --targets query,value"
        })
final class CountCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|PATH",
            description =
                    "vit-base, roberta-base, bert-base, minilm-l6, llama2-7b, llama3-8b, qwen3-8b, or a Hugging Face"
                            + " config.json, or the folder of one.")
    private String model;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "NAME",
            description = "lora, multiplicative-lora, nonlinear-lora or peanut.")
    private String method;

    @Option(names = "--rank", required = true, paramLabel = "R", description = "Rank, or hidden width, at least 1.")
    private int rank;

    @Option(
            names = "--depth",
            paramLabel = "D",
            description = "Layers of the tweaker: 2, 4, 6, ... (peanut; 2 if not given).")
    private Optional<Integer> depth = Optional.empty();

    @Option(
            names = "--targets",
            split = ",",
            defaultValue = "query,value",
            paramLabel = "TARGET",
            description = "Linear layers, by role (q, query, k, v, o, gate, up, down), by module name, or all-linear;"
                    + " separated by commas (${DEFAULT-VALUE} if not given).")
    private List<String> targets = List.of();

    @Option(
            names = "--layers",
            paramLabel = "FROM..TO",
            description = "Only blocks FROM to TO, both included, numbered from 0.")
    private String layers;

    @Option(
            names = "--orientation",
            paramLabel = "NAME",
            description = "standard (as in the paper) or transposed (as in released code) (peanut).")
    private String orientation;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description =
                    "relu, leaky-relu, gelu, tanh, silu, sin2pi, triangle or sin-plus-cos; no count depends on it.")
    private String activation;

    @Option(
            names = "--denominator",
            paramLabel = "NAME",
            description =
                    "What the share is taken of, such as 'without pooler'; a wrong name lists those of the model.")
    private String denominator;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "-|FILE",
            description = "Write the count as JSON, to the standard output (- or nothing) or to a file.")
    private String json;

    CountCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CountReport report = BadInputException.of(this::report);
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        target.write(console, report.asJson());
        return ExitCode.OK;
    }

    private CountReport report() {
        WeightAdapter adapter = AdapterRegistry.standard().method(method).configure(options());
        Architecture architecture = ModelArgument.architecture(model);
        Denominator whole =
                denominator == null ? architecture.denominators().get(0) : architecture.denominator(denominator);
        List<LinearLayer> selected = architecture.layers(targets);
        if (layers != null) {
            selected = BlockRange.parse(layers).of(selected, architecture.blocks());
        }
        return CountReport.of(architecture, adapter, rank, selected, whole);
    }

    private AdapterOptions options() {
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (orientation != null) {
            options = options.with(Orientation.parse(orientation));
        }
        if (activation != null) {
            options = options.with(Activation.parse(activation));
        }
        return depth.isPresent() ? options.withDepth(depth.get()) : options;
    }
}
