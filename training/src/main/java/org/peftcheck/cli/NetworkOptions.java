package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.experiment.WeightStorage;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.PretrainedEncoders;
import picocli.CommandLine.Option;

/** The model, its adapted layers and its head that a user means, for training. */
final class NetworkOptions {

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR|FILE",
            description =
                    "minilm, e5-small, bert-base; or a folder with config.json, model.safetensors and a tokenizer;"
                            + " or a checkpoint of llama2.c (${DEFAULT-VALUE} if not given). For images, a folder without a tokenizer,"
                            + " or the sizes of a network to be trained from nothing:"
                            + " random-vit:image=32,patch=4,channels=3,d=96,layers=4,heads=4.",
            defaultValue = "minilm")
    private String model;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "TARGET",
            description =
                    "Linear layers, by role (q, k, v, o, up, down), by module name or glob, or all-linear; separated by"
                            + " commas (query,value if not given).")
    private List<String> targets = List.of();

    @Option(
            names = "--form",
            paramLabel = "NAME",
            defaultValue = "factored",
            description = "How an adapted layer is computed: factored or materialised (${DEFAULT-VALUE}).")
    private String form;

    @Option(
            names = "--storage",
            paramLabel = "NAME",
            defaultValue = "as-stored",
            description =
                    "How pre-trained weights are held: as-stored (what a file has in bf16 stays so, two bytes a number, all"
                            + " else is fp32), or bf16 (all are rounded to it first) (${DEFAULT-VALUE}).")
    private String storage;

    @Option(
            names = "--pooling",
            paramLabel = "NAME",
            description =
                    "What the head sees: mean of the tokens or patches, first token, or pooler (mean if not given, first"
                            + " for images).")
    private String pooling;

    @Option(names = "--dense-head", description = "A layer with tanh before the last layer of the head.")
    private boolean dense;

    @Option(
            names = "--max-length",
            paramLabel = "T",
            defaultValue = "128",
            description = "Most tokens of an input (${DEFAULT-VALUE}).")
    private int maxLength;

    /** A name as it is; a folder or file by its whole path, so that the record of a run names it from wherever it is read. */
    String model() {
        return whole(model);
    }

    /** As {@link #model()}, for a model that was given otherwise. */
    static String whole(String model) {
        boolean named = PretrainedEncoders.NAMES.contains(model.toLowerCase(Locale.ROOT));
        try {
            Path path = Path.of(model);
            return !named && Files.exists(path)
                    ? path.toAbsolutePath().normalize().toString()
                    : model;
        } catch (InvalidPathException e) {
            return model;
        }
    }

    List<String> targets() {
        return targets;
    }

    UpdateForm form() {
        return named("form", UpdateForm.values(), form);
    }

    WeightStorage storage() {
        return WeightStorage.parse(storage);
    }

    /** What the head sees; where nothing is said, what is usual for inputs of the task's kind. */
    Pooling pooling(String task) {
        String usual = Materials.onImages(task) ? "first" : "mean";
        return named("pooling", Pooling.values(), pooling == null ? usual : pooling);
    }

    boolean denseHead() {
        return dense;
    }

    int maxLength() {
        return maxLength;
    }

    private static <E extends Enum<E>> E named(String what, E[] values, String name) {
        return Stream.of(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--" + what + ": expected one of "
                        + Stream.of(values).map(Names::of).collect(Collectors.joining(", ")) + ", got " + name));
    }
}
