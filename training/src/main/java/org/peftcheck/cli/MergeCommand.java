package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.ModelFile;
import org.peftcheck.training.experiment.PretrainedModel;
import org.peftcheck.training.experiment.PretrainedModels;
import org.peftcheck.training.experiment.VisionModel;
import org.peftcheck.training.experiment.VisionModelFolder;
import org.peftcheck.training.method.MergedWeights;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.FloatTensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained network without adapters. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the whole network of a finished run as one safetensors file: the encoder with its adapted weights merged,"
                    + " by the names of Hugging Face, and the head as classifier.weight and classifier.bias. Each adapted weight"
                    + " is formed in double precision and rounded once to single precision; other weights in bf16 stay so.",
            "A vision transformer becomes a whole folder, with config.json and preprocessor_config.json, where the name does not"
                    + " end in .safetensors: train --model takes it again.",
            ""
        },
        footer = {
            "",
            "For example: peanut merge runs/sst2 --out sst2.safetensors",
            "             peanut merge runs/cifar10 --out small-vit"
        })
final class MergeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "The file or folder, which must not be there yet.")
    private Path out;

    MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new BadInputException("--out " + out + ": expected a file that is not there yet, found one");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new BadInputException("--out " + out + ": expected a file in a folder that is there");
        }
        FinishedRun finished = BadInputException.of(() -> FinishedRun.read(run));
        BadInputException.of(() -> requireMergeable(finished));
        PretrainedModel model = BadInputException.of(
                () -> PretrainedModels.open(finished.experiment().model()));
        FineTuning network = BadInputException.of(() -> finished.network(model));
        Map<String, FloatTensor> merged = MergedWeights.of(network);
        BadInputException.of(() -> {
            write(model, merged, network.head(), finished);
            return out;
        });
        int tensors = merged.size() + network.head().size();
        console.report(out + ": " + tensors + " tensors, " + network.adapted().size() + " of them merged");
        return ExitCode.OK;
    }

    private MethodChoice requireMergeable(FinishedRun finished) {
        MethodChoice method = finished.experiment().method();
        if (method.editsStates()) {
            throw new IllegalArgumentException(run + ": expected a run of a method that changes weights, got one of "
                    + method.id() + ", which edits hidden states: there is nothing to merge");
        }
        return method;
    }

    private void write(
            PretrainedModel model,
            Map<String, FloatTensor> merged,
            Map<String, FloatTensor> head,
            FinishedRun finished) {
        if (model instanceof VisionModel vision && !out.toString().endsWith(".safetensors")) {
            List<String> classes =
                    finished.experiment().task().request().columns().classes();
            VisionModelFolder.write(out, vision.vision(), merged, head, classes);
        } else {
            Map<String, FloatTensor> tensors = new LinkedHashMap<>(merged);
            tensors.putAll(head);
            ModelFile.write(out, tensors);
        }
    }
}
