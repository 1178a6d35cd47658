package org.peftcheck.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.peftcheck.numeric.interchange.PeftFolder;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.ModelFile;
import org.peftcheck.training.method.PeftExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained adapter for Hugging Face PEFT. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the adapter of a finished run as Hugging Face PEFT keeps it: adapter_config.json and"
                    + " adapter_model.safetensors. Methods: lora, dora, vera, pissa and milora (as LoRA of twice the rank), and"
                    + " peanut in the transposed orientation. The head goes along where PEFT has a place for it (--pooling pooler"
                    + " with BERT); otherwise it is written beside, as head.safetensors.",
            ""
        },
        footer = {"", "For example: peanut export runs/sst2 --out sst2-adapter"})
final class ExportCommand implements Callable<Integer> {

    private static final String HEAD = "head.safetensors";

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder, new or empty.")
    private Path out;

    @Option(
            names = "--base",
            paramLabel = "NAME",
            description = "What PEFT is to take the pre-trained model from, base_model_name_or_path.")
    private String base;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireNewOrEmpty();
        FinishedRun finished = BadInputException.of(() -> FinishedRun.read(run));
        FineTuning network = BadInputException.of(finished::network);
        PeftExport export = BadInputException.of(
                () -> PeftExport.of(network, finished.initialNetwork(), Optional.ofNullable(base)));
        BadInputException.of(() -> {
            PeftFolder.write(out, export.adapter());
            if (!export.head().isEmpty()) {
                ModelFile.write(out.resolve(HEAD), export.head());
            }
            return out;
        });
        console.report(out + ": " + export.adapter().layout().peftType() + ", "
                + export.adapter().modules().size() + " modules, the head "
                + (export.head().isEmpty() ? "among modules_to_save" : "apart in " + HEAD));
        return ExitCode.OK;
    }

    private void requireNewOrEmpty() {
        if (!Files.exists(out)) {
            return;
        }
        if (!Files.isDirectory(out)) {
            throw new BadInputException("--out " + out + ": expected a new or empty folder, found a file");
        }
        try (Stream<Path> files = Files.list(out)) {
            files.sorted().findFirst().ifPresent(file -> {
                throw new BadInputException(
                        "--out " + out + ": expected a new or empty folder, found " + file.getFileName() + " in it");
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
