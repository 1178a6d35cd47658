package org.peftcheck.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.peftcheck.numeric.verify.ClaimProof;
import org.peftcheck.numeric.verify.Evidence;
import org.peftcheck.numeric.verify.Proving;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves claims for all instances. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Proves claims for all instances, or refutes them: by operator identities of any size, by two independent solvers,"
                    + " by polynomial identities and exact recomputation. A line for each piece of evidence, then where every"
                    + " claim stands: proved, refuted or open. The exit code is 0 when each stands where the ledger says, and 1"
                    + " when one does not.",
            ""
        })
final class ProveCommand implements Callable<Integer> {

    private static final int WIDE = 44;

    private final Console console;

    @Parameters(
            paramLabel = "CLAIM",
            arity = "0..*",
            description =
                    "Id of a claim, or its beginning: prop-3.2 is all parts of Proposition 3.2. All claims if left out.")
    private List<String> names = List.of();

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Also write the evidence to this folder, in forms that other tools check; its README says how.")
    private Path export;

    ProveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Claim> claims = names.isEmpty()
                ? Peanut2025.claims().all()
                : BadInputException.of(() -> Peanut2025.claims().select(names));
        if (export != null) {
            export();
        }
        ProgressLine progress = ProgressLine.on(console);
        List<ClaimProof> proofs = Proving.run(claims, progress);
        progress.clear();
        console.out().print(evidence(proofs));
        console.out().print("\n" + standings(proofs));
        console.out().print(notes(proofs));
        console.out().print(summary(proofs));
        return proofs.stream().allMatch(ClaimProof::asExpected) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private void export() {
        try {
            console.complain(ProofExport.write(export) + " files of evidence written to " + export);
        } catch (IOException e) {
            throw new BadInputException("--export " + export + ": expected a folder that can be written, got " + e);
        }
    }

    private static String evidence(List<ClaimProof> proofs) {
        TextTable table = new TextTable()
                .text("claim", WIDE)
                .text("shown", WIDE)
                .text("evidence", WIDE)
                .text("checkers that agreed", WIDE)
                .text("verdict", WIDE)
                .number("ms");
        for (ClaimProof proof : proofs) {
            for (Evidence evidence : proof.evidence()) {
                table.row(
                        proof.claim().id(),
                        evidence.name().equals(proof.claim().id()) ? "the claim" : evidence.name(),
                        evidence.kind(),
                        String.join(", ", evidence.checkers()),
                        evidence.verdict().label() + (evidence.asExpected() ? "" : " (!)"),
                        evidence.milliseconds());
            }
        }
        return table.toString();
    }

    private static String standings(List<ClaimProof> proofs) {
        TextTable table =
                new TextTable().text("claim", WIDE).text("stands", WIDE).text("by, or why it is open", 2 * WIDE);
        for (ClaimProof proof : proofs) {
            table.row(
                    proof.claim().id(),
                    Names.of(proof.standing()) + (proof.asExpected() ? "" : " (!)"),
                    proof.standing() == ClaimProof.Standing.OPEN ? proof.reason() : kinds(proof));
        }
        return table.toString();
    }

    private static String kinds(ClaimProof proof) {
        return proof.evidence().stream()
                .filter(Evidence::settles)
                .map(Evidence::kind)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What could not be decided, and why. */
    private static String notes(List<ClaimProof> proofs) {
        List<String> lines = new ArrayList<>();
        for (ClaimProof proof : proofs) {
            for (Evidence evidence : proof.evidence()) {
                if (evidence.verdict() instanceof Verdict.Inconclusive unclear) {
                    lines.add(
                            "\n" + new FieldBlock(evidence.name() + ": Inconclusive").prose("since", unclear.reason()));
                }
            }
        }
        return String.join("", lines);
    }

    private static String summary(List<ClaimProof> proofs) {
        Map<String, Long> counts = proofs.stream()
                .collect(Collectors.groupingBy(p -> Names.of(p.standing()), TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder("\n");
        counts.forEach((standing, count) -> text.append(String.format(Locale.ROOT, "%5d %s%n", count, standing)));
        long pieces = proofs.stream().mapToLong(p -> p.evidence().size()).sum();
        long unexpected = proofs.stream().filter(p -> !p.asExpected()).count();
        return text.append(String.format(
                        Locale.ROOT,
                        "%5d claims, %d pieces of evidence, %s%n",
                        proofs.size(),
                        pieces,
                        unexpected == 0 ? "each claim as expected" : unexpected + " not as expected (!)"))
                .toString();
    }
}
