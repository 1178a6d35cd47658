package org.peftcheck.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.SizedMethod.Kind;
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
            description =
                    "full, lora, pissa, milora, dora, vera, adalora, fourierft, multiplicative-lora, nonlinear-lora or"
                            + " peanut; or houlsby, adapter-fnn, bitfit, red, loreft, direft or linear-probing.")
    private String method;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "NAME",
            description = "Several methods side by side, separated by commas.")
    private List<String> compared = List.of();

    @Option(
            names = "--rank",
            paramLabel = "R",
            description = "Rank, hidden width or bottleneck, at least 1; methods without one take none.")
    private Integer rank;

    @Option(
            names = "--budget",
            paramLabel = "N|METHOD:R",
            description = "The largest size with at most N trainable parameters, such as 300k or 1.5M, or with at most"
                    + " those of a method of rank R.")
    private String budget;

    @Option(
            names = "--solve",
            paramLabel = "NAME",
            defaultValue = "rank",
            description = "What --budget finds: rank, or depth (peanut, of the width --rank).")
    private String solve = "rank";

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
        JsonTarget target = new JsonTarget(json);
        if (csv && !target.leavesRoomForText()) {
            throw new BadInputException("count: expected one format on the standard output, got --json and --csv");
        }
        CountedMethod.Target on = BadInputException.of(this::target);
        Denominator whole = BadInputException.of(() -> model.denominator(on.architecture()));
        StorageFormat format = BadInputException.of(() -> StorageFormat.parse(dtype));
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
        Architecture architecture = model.architecture();
        boolean onHiddenStates =
                method != null && MethodOptions.weightMethod(method).isEmpty();
        if (onHiddenStates) {
            Adapter adapter = HiddenRegistry.method(method);
            model.refuseTargets(adapter.title());
            settings.refuseFor(adapter);
        }
        return new CountedMethod.Target(
                architecture, onHiddenStates ? List.of() : model.selected(architecture), HeadPolicy.parse(head));
    }

    private CountReport single(CountedMethod.Target on, Denominator whole, StorageFormat format) {
        CountedMethod counted = counted(method, on, true);
        BudgetFit fit = fit(counted, budget(on));
        if (fit instanceof BudgetFit.TooSmall small) {
            throw new IllegalArgumentException("--budget " + budget + ": expected at least "
                    + small.count().trainable() + ", the smallest count of "
                    + counted.sized().title() + " here");
        }
        BudgetFit.Within within = (BudgetFit.Within) fit;
        return new CountReport(
                counted, within.size(), Optional.of(within).filter(any -> budget != null), whole, format);
    }

    private ComparisonReport comparison(CountedMethod.Target on, Denominator whole, StorageFormat format) {
        Optional<BigInteger> number = budget(on);
        List<ComparisonReport.Line> lines = compared.stream()
                .map(id -> counted(id.strip(), on, false))
                .map(counted -> new ComparisonReport.Line(counted, fit(counted, number)))
                .toList();
        return new ComparisonReport(on, number, lines, whole, format);
    }

    private CountedMethod counted(String id, CountedMethod.Target on, boolean alone) {
        Optional<AdapterMethod> weights = MethodOptions.weightMethod(id);
        return weights.map(known -> CountedMethod.ofWeights(
                        known, alone ? settings.all() : settings.heededBy(known), on, widthForDepth()))
                .orElseGet(() -> CountedMethod.ofHiddenStates(id, on));
    }

    private Optional<Integer> widthForDepth() {
        return switch (solve) {
            case "rank" -> Optional.empty();
            case "depth" -> {
                if (budget == null || rank == null || rank < 1) {
                    throw new IllegalArgumentException("--solve depth: expected a --budget and a --rank >= 1, got "
                            + (budget == null ? "no budget" : "rank " + rank));
                }
                yield Optional.of(rank);
            }
            default -> throw new IllegalArgumentException("--solve: expected rank or depth, got " + solve);
        };
    }

    private Optional<BigInteger> budget(CountedMethod.Target on) {
        if (budget == null) {
            return Optional.empty();
        }
        if (rank != null && !solve.equals("depth")) {
            throw new IllegalArgumentException("count: expected one of --rank and --budget, got both");
        }
        int colon = budget.indexOf(':');
        if (colon < 0) {
            return Optional.of(ParameterBudget.parse(budget));
        }
        String size = budget.substring(colon + 1);
        if (!size.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--budget: expected METHOD:R such as lora:8, got " + budget);
        }
        CountedMethod measure = counted(budget.substring(0, colon), on, false);
        return Optional.of(measure.at(Integer.parseInt(size)).trainable());
    }

    /** The size that the user gave, or the one that fits the budget. */
    private BudgetFit fit(CountedMethod counted, Optional<BigInteger> number) {
        if (number.isPresent()) {
            return BudgetFit.of(counted.sized(), number.get());
        }
        int size = given(counted);
        return new BudgetFit.Within(size, counted.at(size), BigInteger.ZERO, Optional.empty());
    }

    private int given(CountedMethod counted) {
        Kind kind = counted.sized().kind();
        boolean alone = method != null;
        if (kind == Kind.NONE || kind == Kind.COEFFICIENTS) {
            if (alone && rank != null) {
                throw new IllegalArgumentException(counted.sized().title() + ": expected no --rank, got " + rank);
            }
            return kind == Kind.NONE
                    ? counted.sized().smallest()
                    : settings.all().coefficients().orElse(1000);
        }
        if (rank == null) {
            throw new IllegalArgumentException("count: expected --rank=R or --budget=N, got neither");
        }
        return rank;
    }
}
