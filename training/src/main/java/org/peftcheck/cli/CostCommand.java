package org.peftcheck.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.StepSetting;
import org.peftcheck.theory.count.StepSetting.Keeping;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.theory.count.TrainingStep;
import org.peftcheck.theory.count.TrainingStep.Form;
import org.peftcheck.training.benchmark.MeasuredStep;
import org.peftcheck.training.experiment.WeightStorage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Operations and peak memory of a training step, without loading a model. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the floating-point operations of a training step and its peak memory, for the materialised and the factored"
                    + " form of a method. Nothing of the model is loaded; what is assumed is said below the figures.",
            ""
        },
        footer = {
            "",
            "For example: peanut cost --model llama3-8b --method peanut --rank 32 --targets q,k,v,up,down --batch 4 --length 512"
        })
final class CostCommand implements Callable<Integer> {

    private static final int LENGTH = 512;

    private final Console console;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String method;

    @Mixin
    private SizeOptions sizes;

    @Mixin
    private MethodOptions settings;

    @Option(
            names = "--batch",
            defaultValue = "1",
            paramLabel = "N",
            description = "Sequences, or images, of a step (${DEFAULT-VALUE} if not given).")
    private int batch;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Tokens of each (512 if not given; those of an image for a vision transformer).")
    private Integer length;

    @Option(
            names = "--head",
            defaultValue = "none",
            paramLabel = "none|N",
            description =
                    "Classes of a linear head for a task, which is trained; in its place all layers of the model, with a"
                            + " pooler, are counted (${DEFAULT-VALUE} if not given; 2 with --measure; a decoder has its own).")
    private String head;

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            description = "Format of what is frozen and of activations: fp32, bf16, fp16 or fp64 (bf16 if not given).")
    private String dtype;

    @Option(
            names = "--storage",
            paramLabel = "NAME",
            description =
                    "Format of the model's frozen weights, where it is another than --dtype; fp32 or bf16 with --measure.")
    private String storage;

    @Option(
            names = "--attention",
            paramLabel = "NAME",
            description =
                    "What is kept for the backward pass: fused (no scores), eager (scores, too) or recomputed (as this"
                            + " toolkit trains: results of products, the rest is computed again) (fused if not given).")
    private String attention;

    @Option(
            names = "--measure",
            description =
                    "Also run 3 steps on random weights and data, in fp32 and recomputed, and show what they took beside"
                            + " the prediction. Loads the training engine.")
    private boolean measure;

    @Mixin
    private RunOptions runs;

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
        target.requireWritable();
        CostReport report = BadInputException.of(this::report);
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        if (json != null) {
            target.write(console, report.asJson());
        }
        return ExitCode.OK;
    }

    private CostReport report() {
        if (measure && (dtype != null || attention != null)) {
            throw new IllegalArgumentException("--measure: expected no --dtype and no --attention, since steps here are"
                    + " fp32 and recomputed, got " + (dtype == null ? attention : dtype));
        }
        StorageFormat format = StorageFormat.parse("--dtype", dtype != null ? dtype : measure ? "fp32" : "bf16");
        StorageFormat held = storage == null ? format : StorageFormat.parse("--storage", storage);
        if (measure && held != StorageFormat.FP32 && held != StorageFormat.BF16) {
            throw new IllegalArgumentException("--storage: expected fp32 or bf16 with --measure, got " + storage);
        }
        CountedMethod.Target given = model.target(Optional.of(method), settings, HeadPolicy.parse(head));
        CountedMethod.Target on =
                measure ? given.with(CostMeasurement.head(given.head(), given.architecture())) : given;
        CountedMethod counted = CountedMethod.of(method, on, known -> settings.all(), Optional.empty());
        Optional<BigInteger> budget =
                sizes.budget(id -> CountedMethod.of(id, on, settings::heededBy, Optional.empty()), false);
        int size = sizes.only(counted, budget, settings).size();
        StepSetting setting = setting(on, format, held);
        List<CostReport.Column> columns = columns(counted, size, setting);
        CostReport report = new CostReport(counted, size, setting, format, held, columns, List.of());
        return measure ? report.with(measured(report)) : report;
    }

    private List<MeasuredStep> measured(CostReport report) {
        WeightStorage held = report.held() == StorageFormat.BF16 ? WeightStorage.BF16 : WeightStorage.AS_STORED;
        CostMeasurement measurement =
                new CostMeasurement(report.method(), report.size(), settings.all(), report.setting(), held);
        return report.columns().stream()
                .map(column -> measurement.of(column.form(), runs.threads()))
                .toList();
    }

    private Keeping keeping() {
        String name = attention != null ? attention : measure ? "recomputed" : "fused";
        List<String> names = Stream.of(Keeping.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "--attention: expected one of " + String.join(", ", names) + ", got " + name);
        }
        return Keeping.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private StepSetting setting(CountedMethod.Target on, StorageFormat format, StorageFormat held) {
        Architecture architecture = on.architecture();
        requirePositive("--batch", batch);
        int tokens = LENGTH;
        if (architecture instanceof VitArchitecture vit) {
            tokens = vit.tokens();
            if (length != null && length != tokens) {
                throw new IllegalArgumentException("--length: expected " + tokens + ", the tokens of an image of "
                        + architecture.name() + ", got " + length);
            }
        } else if (length != null) {
            requirePositive("--length", length);
            tokens = length;
        }
        return new StepSetting(
                batch,
                tokens,
                format.width(),
                held.width(),
                keeping(),
                on.head().task());
    }

    private static void requirePositive(String option, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(option + ": expected a number >= 1, got " + number);
        }
    }

    private static List<CostReport.Column> columns(CountedMethod counted, int size, StepSetting setting) {
        Architecture architecture = counted.model().architecture();
        Adapter adapter = counted.adapters().apply(size);
        if (adapter instanceof HiddenAdapter hidden) {
            List<CostReport.Step> steps = hidden.sites().stream()
                    .map(site -> new CostReport.Step(site.place(), TrainingStep.of(hidden, site)))
                    .toList();
            TrainingCost cost = TrainingCost.of(architecture, hidden, counted.dimensions(size), setting);
            return List.of(new CostReport.Column("hidden-states", steps, cost));
        }
        WeightAdapter weights = (WeightAdapter) adapter;
        if (counted.model().everything()) {
            return List.of(new CostReport.Column(
                    "everything",
                    List.of(new CostReport.Step("a layer", TrainingStep.of(weights, Form.MATERIALISED))),
                    TrainingCost.ofEverything(architecture, setting)));
        }
        int rank = counted.rank().apply(size);
        List<CostReport.Column> columns = new ArrayList<>();
        for (Form form : Form.values()) {
            columns.add(new CostReport.Column(
                    form.name().toLowerCase(Locale.ROOT),
                    List.of(new CostReport.Step("a layer", TrainingStep.of(weights, form))),
                    TrainingCost.of(architecture, counted.model().layers(), weights, rank, form, setting)));
        }
        return columns;
    }
}
