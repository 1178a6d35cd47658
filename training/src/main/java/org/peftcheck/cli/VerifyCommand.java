package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.Verification;
import org.peftcheck.numeric.verify.VerifyRequest;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies claims, on exact instances and on the layers of a model. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies claims: by a proof or an exact counterexample where there is one, on small seeded instances in exact"
                    + " arithmetic, and on the linear layers of a model, where every error is bounded rigorously. The exit code"
                    + " is 0 when every verdict is the expected one, and 1 when one is not.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String NO_WEIGHTS = "none";

    private final Console console;

    @Parameters(
            paramLabel = "CLAIM",
            arity = "0..*",
            description =
                    "Id of a claim, or its beginning: prop-3.2 is all parts of Proposition 3.2. All claims if left out.")
    private List<String> names = List.of();

    @Option(
            names = "--weights",
            paramLabel = "NAME|FILE",
            defaultValue = "minilm",
            description =
                    "Model whose linear layers are checked: minilm (${DEFAULT-VALUE} is the default), an ONNX or a"
                            + " safetensors file, a folder with model.safetensors or its index, or none.")
    private String weights;

    @Option(
            names = "--layers",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "Which layers, by name: * and ? stand for any characters.")
    private String layers;

    @Option(
            names = "--rank",
            paramLabel = "R",
            defaultValue = "8",
            description = "Rank of the LoRA updates that are to be matched on the layers (default ${DEFAULT-VALUE}).")
    private int rank;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all random instances (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the verdicts as JSON, to the standard output (-) or to a file.")
    private String json;

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            description = "Keep every certificate in this folder; `peanut recheck` checks them again.")
    private Path certificates;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Claim> claims = names.isEmpty()
                ? Peanut2025.claims().all()
                : BadInputException.of(() -> Peanut2025.claims().select(names));
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        List<ClaimReport> reports = verify(BadInputException.of(() -> request(claims)));
        if (target.leavesRoomForText()) {
            VerifyReport report = new VerifyReport(reports);
            console.out().print(report.table());
            console.out().print(report.notes(!names.isEmpty()));
            console.out().print(report.summary());
        }
        target.write(console, VerifyJson.of(reports));
        return reports.stream().allMatch(ClaimReport::asExpected) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private List<ClaimReport> verify(VerifyRequest request) {
        ProgressLine progress = ProgressLine.on(console);
        try {
            return BadInputException.of(() -> Verification.run(request, progress));
        } finally {
            progress.clear();
        }
    }

    private VerifyRequest request(List<Claim> claims) {
        if (certificates != null && Files.exists(certificates) && !Files.isDirectory(certificates)) {
            throw new IllegalArgumentException("--certificates " + certificates + ": expected a folder, got a file");
        }
        Optional<String> checkpoint = weights.equals(NO_WEIGHTS) ? Optional.empty() : Optional.of(weights);
        return new VerifyRequest(claims, checkpoint, layers, rank, seed, Optional.ofNullable(certificates));
    }

    /** How many claims have each verdict, by label. */
    static Map<String, Long> byVerdict(List<ClaimReport> reports) {
        return reports.stream().collect(Collectors.groupingBy(ClaimReport::label, TreeMap::new, Collectors.counting()));
    }

    /** The count of each verdict as JSON. */
    static void putCounts(ObjectNode node, List<ClaimReport> reports) {
        byVerdict(reports).forEach(node::put);
    }
}
