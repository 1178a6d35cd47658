package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.interchange.AdapterMerge;
import org.peftcheck.numeric.interchange.MergedModule;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftFolder;
import org.peftcheck.numeric.merge.NarrowFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads adapters that Hugging Face PEFT has saved, counts them and merges them. */
@Command(
        name = "adapter",
        mixinStandardHelpOptions = true,
        description = {
            "Reads adapters as Hugging Face PEFT saves them (LoRA, DoRA, VeRA, FourierFT, PEANuT) and counts them. With --base it"
                    + " also merges them, all at once if there are several: it says how far each merged weight is from the"
                    + " exact value, by a proved bound, and how much of the update survives rounding.",
            ""
        },
        footer = {
            "",
            "For example: peanut adapter my-adapter --base model.safetensors --merge merged.safetensors --dtype bf16"
        })
final class AdapterCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Folders with adapter_config.json and adapter_model.safetensors.")
    private List<String> folders = List.of();

    @Option(
            names = "--base",
            paramLabel = "NAME|FILE",
            description = "The model that is adapted: minilm, an ONNX or a safetensors file.")
    private String base;

    @Option(
            names = "--merge",
            paramLabel = "FILE",
            description =
                    "Write the merged weights, and only those, as safetensors under the names of the base weights.")
    private String merge;

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description = "Format of the merged weights: fp32, fp16 or bf16 (${DEFAULT-VALUE}).")
    private String dtype = "fp32";

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "-|FILE",
            description = "Write what is found as JSON, to the standard output (- or nothing) or to a file.")
    private String json;

    AdapterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        NarrowFormat format = BadInputException.of(() -> format(dtype));
        requireMergeTarget();
        Map<String, PeftAdapter> adapters = BadInputException.of(this::adapters);
        List<MergedModule> merged = base == null ? List.of() : BadInputException.of(() -> merged(adapters, format));
        AdapterReport report = new AdapterReport(adapters, merged, dtype);
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        target.write(console, report.asJson());
        return ExitCode.OK;
    }

    private static NarrowFormat format(String name) {
        return switch (name) {
            case "fp32" -> NarrowFormat.F32;
            case "fp16" -> NarrowFormat.F16;
            case "bf16" -> NarrowFormat.BF16;
            default ->
                throw new IllegalArgumentException("--dtype: expected one of fp32, fp16, bf16, got `" + name + "`");
        };
    }

    private void requireMergeTarget() {
        if (merge == null) {
            return;
        }
        if (base == null) {
            throw new BadInputException("--merge: expected --base as well, the model that is adapted");
        }
        Path file = BadInputException.of(() -> Path.of(merge)).toAbsolutePath();
        boolean sound = merge.endsWith(".safetensors") && !Files.isDirectory(file);
        if (!sound || !Files.isDirectory(file.getParent())) {
            throw new BadInputException(
                    "--merge " + merge + ": expected a file *.safetensors in a folder that is there");
        }
        if (Files.exists(file)) {
            throw new BadInputException("--merge " + merge + ": expected a file that is not there yet");
        }
    }

    private Map<String, PeftAdapter> adapters() {
        Map<String, PeftAdapter> adapters = new LinkedHashMap<>();
        for (String folder : folders) {
            if (adapters.put(folder, PeftFolder.read(Path.of(folder))) != null) {
                throw new IllegalArgumentException("adapter: expected folders that differ, got " + folder + " twice");
            }
        }
        return adapters;
    }

    private List<MergedModule> merged(Map<String, PeftAdapter> adapters, NarrowFormat format) {
        try (Checkpoint model = Checkpoints.open(base)) {
            AdapterMerge merging = new AdapterMerge(adapters, model, format);
            List<MergedModule> merged = new ArrayList<>();
            if (merge == null) {
                merging.modules().forEach(path -> merged.add(merging.merge(path)));
            } else {
                merging.write(Path.of(merge), merged::add);
            }
            return merged;
        }
    }
}
