package org.peftcheck.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.Verification;
import org.peftcheck.numeric.verify.VerifyRequest;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies claims: the main job. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies claims: proofs and counterexamples, small exact instances, and the linear layers of a real model. What a"
                    + " construction finds counts only once the checker has accepted it. Without arguments: all claims.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every verdict is the expected one", "1:a verdict is not", "2:bad usage or bad input"})
final class VerifyCommand implements Callable<Integer> {

    private static final String NO_WEIGHTS = "none";

    private final Console console;

    @Parameters(
            paramLabel = "CLAIM",
            arity = "0..*",
            description = "Id of a claim, or its beginning: prop-3.2 is all parts of Proposition 3.2.")
    private List<String> names = List.of();

    @Option(
            names = "--weights",
            defaultValue = "minilm",
            paramLabel = "NAME|FILE",
            description = "Real weights: minilm, an .onnx or a .safetensors file; none for small instances only"
                    + " (${DEFAULT-VALUE} if not given).")
    private String weights;

    @Option(
            names = "--layers",
            defaultValue = "*",
            paramLabel = "GLOB",
            description = "The layers, by name, such as 'encoder.layer.*.query.weight' (all if not given).")
    private String layers;

    @Option(
            names = "--rank",
            defaultValue = "8",
            paramLabel = "R",
            description = "Rank of the LoRA updates to be matched on layers (${DEFAULT-VALUE} if not given).")
    private int rank;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of all random instances (${DEFAULT-VALUE} if not given).")
    private long seed;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the report as JSON, to the standard output (-) or to a file.")
    private String json;

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            description = "Keep every accepted certificate in this folder; `peanut recheck DIR` checks them again.")
    private String certificates;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        VerifyRequest request = BadInputException.of(this::request);
        ProgressLines progress = new ProgressLines(console, System::nanoTime);
        List<ClaimReport> reports = BadInputException.of(() -> Verification.run(request, progress::at));
        if (target.leavesRoomForText()) {
            VerifyText text = new VerifyText(reports);
            console.out().print(names.isEmpty() ? text.table() : text.details());
            console.out().print(text.summary());
        }
        target.write(console, VerifyJson.of(request, reports));
        return reports.stream().allMatch(ClaimReport::asExpected) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private VerifyRequest request() {
        List<Claim> claims = names.isEmpty()
                ? Peanut2025.claims().all()
                : Peanut2025.claims().select(names);
        return new VerifyRequest(
                claims,
                weights.equals(NO_WEIGHTS) ? Optional.empty() : Optional.of(weights),
                layers,
                rank,
                seed,
                Optional.ofNullable(certificates).map(VerifyCommand::folder));
    }

    private static Path folder(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--certificates: expected a folder, got " + e.getMessage(), e);
        }
    }
}
