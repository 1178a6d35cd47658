package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.peftcheck.papers.audit.Audit;
import org.peftcheck.papers.audit.Check;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.audit.Outcome;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.audit.PaperAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recomputes the figures of the paper and says which of them follow. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes every count, percentage, average, gain and superlative of the paper's Tables 1 to 16 and of its text:"
                    + " what is printed, what it should be by the best of its readings, and whether it follows. Without a table:"
                    + " what does not follow or rounds differently. With tables: every figure of these.",
            ""
        },
        footer = {"", "For example: peanut audit 2 3, or peanut audit --only does-not-follow"})
final class AuditCommand implements Callable<Integer> {

    private static final String TEXT = "text";

    private final Console console;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description =
                    "Number of a table, 1 to 16: its figures and what the text says about it; or text: all of the text.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every figure of every table and of the text, the inputs among them.")
    private boolean all;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "OUTCOME",
            description = "match, rounds-differently, does-not-follow or input; several are separated by commas.")
    private List<String> only = List.of();

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the findings as JSON, to the standard output (-) or to a file.")
    private String json;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Outcome> outcomes = outcomes();
        List<String> selection = selection();
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        Audit audit = PaperAudit.peanut2025();
        List<Finding> findings = audit.checks().stream()
                .filter(check -> selection.stream().anyMatch(name -> isOf(check, name)))
                .map(audit::find)
                .toList();
        AuditReport report = new AuditReport(
                findings,
                findings.stream()
                        .filter(finding -> outcomes.contains(finding.outcome()) || !finding.isAsExpected())
                        .toList());
        if (target.leavesRoomForText()) {
            console.out().print(report.asText());
        }
        target.write(console, report.asJson());
        return findings.stream().allMatch(Finding::isAsExpected) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private List<Outcome> outcomes() {
        if (!only.isEmpty()) {
            return only.stream()
                    .map(label -> BadInputException.of(() -> Outcome.parse(label.strip())))
                    .toList();
        }
        return all || !names.isEmpty()
                ? List.of(Outcome.values())
                : List.of(Outcome.ROUNDS_DIFFERENTLY, Outcome.DOES_NOT_FOLLOW);
    }

    private List<String> selection() {
        List<String> known =
                new ArrayList<>(IntStream.rangeClosed(1, Peanut2025.tables().size())
                        .mapToObj(Integer::toString)
                        .toList());
        known.add(TEXT);
        if (names.isEmpty()) {
            return known;
        }
        if (all) {
            throw new BadInputException("--all: expected no tables beside it, got " + String.join(", ", names));
        }
        List<String> wanted = names.stream()
                .map(name -> name.replaceFirst("^(?i)table[- ]?0?", ""))
                .toList();
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new BadInputException("table `" + name + "`: expected a number from 1 to "
                        + Peanut2025.tables().size() + ", or " + TEXT);
            }
        }
        return wanted;
    }

    private static boolean isOf(Check check, String name) {
        return name.equals(TEXT) ? check.isText() : check.tables().contains(Integer.valueOf(name));
    }
}
