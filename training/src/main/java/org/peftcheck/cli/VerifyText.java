package org.peftcheck.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.InstanceReport;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/**
 * Reports of claims as text.
 *
 * @param reports the reports
 */
record VerifyText(List<ClaimReport> reports) {

    private static final int PLACE_WIDTH = 40;
    private static final int HOW_WIDTH = 34;

    /** A line for each claim. */
    String table() {
        TextTable table = new TextTable()
                .text("claim", PLACE_WIDTH)
                .text("place", PLACE_WIDTH)
                .text("verdict", PLACE_WIDTH)
                .text("how", HOW_WIDTH)
                .number("instances")
                .number("worst rel. error")
                .number("seconds");
        for (ClaimReport report : reports) {
            table.row(
                    report.claim().id(),
                    report.claim().place(),
                    verdict(report),
                    report.how(),
                    instances(report),
                    worstError(report),
                    Numerals.seconds(report.seconds()));
        }
        return table + "\n";
    }

    private static String verdict(ClaimReport report) {
        return report.asExpected()
                ? report.label()
                : report.label() + ", expected " + Names.of(report.claim().expected());
    }

    private static String instances(ClaimReport report) {
        long outside = report.count(Verdict.NotApplicable.class);
        long inside = report.instances().size() - outside;
        return outside == 0 ? Long.toString(inside) : inside + " + " + outside + " outside";
    }

    private static String worstError(ClaimReport report) {
        return report.count(Verdict.Certified.class) == 0 ? "" : Numerals.upperBound(report.worstRelativeError());
    }

    /** All that was found of each claim. */
    String details() {
        return reports.stream().map(report -> detail(report) + "\n").collect(Collectors.joining());
    }

    private static FieldBlock detail(ClaimReport report) {
        FieldBlock block = new FieldBlock(report.claim().id() + ": " + verdict(report))
                .prose("place", report.claim().place())
                .prose("statement", report.claim().statement())
                .verbatim("TeX", report.claim().tex())
                .prose("how", report.how());
        report.verdict().ifPresent(verdict -> evidence(block, report, verdict));
        for (Erratum erratum : Peanut2025.errata().of(report.claim().id())) {
            block.prose("erratum", erratum.id() + ", at " + erratum.place())
                    .verbatim("  printed", erratum.printed())
                    .verbatim("  corrected", erratum.corrected())
                    .prose("  since", erratum.counterexample());
        }
        return block;
    }

    private static void evidence(FieldBlock block, ClaimReport report, Verdict verdict) {
        if (verdict instanceof Verdict.Proved proved) {
            proof(block, proved.proof());
        } else if (verdict instanceof Verdict.Refuted refuted) {
            counterexample(block, refuted.counterexample());
        } else if (verdict instanceof Verdict.Certified) {
            block.prose("instances", instances(report))
                    .prose("worst error", worstError(report) + " of the size of the target");
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            block.prose("reason", inconclusive.reason());
        }
    }

    private static void proof(FieldBlock block, Proof proof) {
        if (proof instanceof Proof.PolynomialArgument argument) {
            block.prose("proof", argument.argument());
        } else if (proof instanceof Proof.Recomputation recomputation) {
            for (Proof.Figure figure : recomputation.figures()) {
                block.prose(
                        "figure", figure.where() + ": printed " + figure.printed() + ", recomputed " + figure.found());
            }
        }
    }

    private static void counterexample(FieldBlock block, Counterexample counterexample) {
        block.prose("counterexample", counterexample.description())
                .verbatim("  violates", counterexample.statement())
                .verbatim("  left side", counterexample.lhs().toString())
                .verbatim("  right side", counterexample.rhs().toString());
        String holding = counterexample.hypotheses().stream()
                .map(DecidedHypothesis::name)
                .collect(Collectors.joining(", "));
        if (!holding.isEmpty()) {
            block.prose("  under", holding);
        }
    }

    /** Why verdicts are not as expected, and the number of claims by verdict. */
    String summary() {
        StringBuilder text = new StringBuilder();
        for (ClaimReport report : reports) {
            if (!report.asExpected()) {
                text.append("not as expected: ").append(report.claim().id());
                text.append(": ").append(verdict(report)).append(firstReason(report));
                text.append('\n');
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        reports.forEach(report -> counts.merge(report.label(), 1, Integer::sum));
        counts.forEach(
                (label, count) -> text.append(label).append(": ").append(count).append('\n'));
        long unexpected =
                reports.stream().filter(report -> !report.asExpected()).count();
        return text.append(reports.size())
                .append(reports.size() == 1 ? " claim, " : " claims, ")
                .append(unexpected == 0 ? "every verdict as expected" : unexpected + " not as expected")
                .append('\n')
                .toString();
    }

    private static String firstReason(ClaimReport report) {
        return report.instances().stream()
                .filter(instance -> instance.verdict() instanceof Verdict.Inconclusive)
                .findFirst()
                .map(instance -> " (" + instance.instance() + ": " + reason(instance) + ")")
                .orElse("");
    }

    private static String reason(InstanceReport instance) {
        return ((Verdict.Inconclusive) instance.verdict()).reason();
    }
}
