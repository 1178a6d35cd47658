package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.ModelFile;
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
                    + " is formed in double precision and rounded once to single precision.",
            ""
        },
        footer = {"", "For example: peanut merge runs/sst2 --out sst2.safetensors"})
final class MergeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file, which must not be there yet.")
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
        FineTuning network = BadInputException.of(finished::network);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(MergedWeights.of(network));
        tensors.putAll(network.head());
        BadInputException.of(() -> {
            ModelFile.write(out, tensors);
            return out;
        });
        console.report(
                out + ": " + tensors.size() + " tensors, " + network.adapted().size() + " of them merged");
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
}
