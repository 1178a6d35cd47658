package org.peftcheck.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.PruningSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts the trainable parameters that methods add to a model, without loading either. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the trainable parameters that a method adds to a model, and their share of a named number of parameters;"
                    + " or finds the largest size of one or several methods within a budget. Nothing of the model is loaded.",
            ""
        },
        footer = {
            "",
            "For example: peanut count --model roberta-base --method peanut --rank 8 --depth 6 --targets query,value",
            "             peanut count --model llama3-8b --compare lora,dora,peanut,vera --budget 50M"
        })
final class CountCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOptions model;

    @Mixin
    private MethodOptions settings;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String method;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "NAME",
            description = "Several methods side by side, separated by commas.")
    private List<String> compared = List.of();

    @Mixin
    private SizeOptions sizes;

    @Option(
            names = "--solve",
            paramLabel = "NAME",
            defaultValue = "rank",
            description = "What --budget finds: rank, or depth (peanut, of the width --rank).")
    private String solve = "rank";

    @Option(
            names = "--keep",
            paramLabel = "SHARE",
            description =
                    "Share of each column of A and row of B that is left at the end (roselora; 0.05 if not given).")
    private Optional<Double> keep = Optional.empty();

    @Option(
            names = "--denominator",
            paramLabel = "NAME",
            description =
                    "What the share is taken of, such as 'without pooler'; a wrong name lists those of the model.")
    private String denominator;

    @Option(
            names = "--head",
            paramLabel = "none|N",
            defaultValue = "none",
            description = "A linear head for N classes, counted apart (none if not given).")
    private String head = "none";

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description = "How parameters are stored, for the bytes: fp32, bf16, fp16 or fp64 (${DEFAULT-VALUE}).")
    private String dtype = "fp32";

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "-|FILE",
            description = "Write the count as JSON, to the standard output (- or nothing) or to a file.")
    private String json;

    @Option(names = "--csv", description = "Write comma-separated values in place of the text.")
    private boolean csv;

    CountCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (method == null == compared.isEmpty()) {
            throw new BadInputException(
                    "count: expected one of --method and --compare, got " + (method == null ? "neither" : "both"));
        }
        if (keep.isPresent() && !MethodChoice.ROSELORA.equals(method)) {
            throw new BadInputException("--keep: expected --method " + MethodChoice.ROSELORA + ", got "
                    + (method == null ? "--compare" : method));
        }
        JsonTarget target = new JsonTarget(json);
        if (csv && !target.leavesRoomForText()) {
            throw new BadInputException("count: expected one format on the standard output, got --json and --csv");
        }
        CountedMethod.Target on = BadInputException.of(this::target);
        Denominator whole = BadInputException.of(() -> denominator(on.architecture()));
        StorageFormat format = BadInputException.of(() -> StorageFormat.parse("--dtype", dtype));
        if (method != null) {
            CountReport report = BadInputException.of(() -> single(on, whole, format));
            write(target, csv ? report.asCsv() : report.asText(), report::asJson);
        } else {
            ComparisonReport report = BadInputException.of(() -> comparison(on, whole, format));
            write(target, csv ? report.asCsv() : report.asText(), report::asJson);
        }
        return ExitCode.OK;
    }

    private void write(JsonTarget target, String text, Supplier<JsonNode> tree) {
        target.requireWritable();
        if (target.leavesRoomForText()) {
            console.out().print(text);
        }
        target.write(console, tree.get());
    }

    private CountedMethod.Target target() {
        return model.target(Optional.ofNullable(method), settings, HeadPolicy.parse(head));
    }

    /** What a share is taken of. */
    private Denominator denominator(Architecture architecture) {
        return denominator == null ? architecture.denominators().get(0) : architecture.denominator(denominator);
    }

    private CountReport single(CountedMethod.Target on, Denominator whole, StorageFormat format) {
        CountedMethod counted = counted(method, on, true);
        BudgetFit.Within within = sizes.only(counted, budget(on), settings);
        return new CountReport(
                counted, within.size(), Optional.of(within).filter(any -> sizes.hasBudget()), whole, format, kept());
    }

    private double kept() {
        PruningSettings usual = PruningSettings.usual();
        return keep.map(usual::withKeep).orElse(usual).keep();
    }

    private ComparisonReport comparison(CountedMethod.Target on, Denominator whole, StorageFormat format) {
        Optional<BigInteger> number = budget(on);
        List<ComparisonReport.Line> lines = compared.stream()
                .map(id -> counted(id.strip(), on, false))
                .map(counted -> new ComparisonReport.Line(counted, sizes.fit(counted, number, settings)))
                .toList();
        return new ComparisonReport(on, number, lines, whole, format);
    }

    private CountedMethod counted(String id, CountedMethod.Target on, boolean alone) {
        return CountedMethod.of(id, on, known -> alone ? settings.all() : settings.heededBy(known), widthForDepth());
    }

    private Optional<Integer> widthForDepth() {
        return switch (solve) {
            case "rank" -> Optional.empty();
            case "depth" -> Optional.of(sizes.widthForDepth());
            default -> throw new IllegalArgumentException("--solve: expected rank or depth, got " + solve);
        };
    }

    private Optional<BigInteger> budget(CountedMethod.Target on) {
        return sizes.budget(id -> counted(id, on, false), solve.equals("depth"));
    }
}
