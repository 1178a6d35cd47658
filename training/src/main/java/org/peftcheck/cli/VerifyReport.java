package org.peftcheck.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.InstanceReport;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Verdict;

/** The verdicts as text: a table, remarks on what was refuted or unexpected, and a count. */
record VerifyReport(List<ClaimReport> reports) {

    private static final int WIDE = 44;

    String table() {
        TextTable table = new TextTable()
                .text("claim", WIDE)
                .text("place", WIDE)
                .text("verdict", WIDE)
                .text("how", WIDE)
                .number("instances")
                .number("units")
                .number("worst rel. error")
                .number("seconds");
        for (ClaimReport report : reports) {
            table.row(
                    report.claim().id(),
                    place(report.claim().place()),
                    report.label() + (report.asExpected() ? "" : " (!)"),
                    report.verdict().isPresent() ? report.how() : "",
                    instances(report),
                    units(report),
                    error(report),
                    Numerals.seconds(report.seconds()));
        }
        return table.toString();
    }

    private static String place(String place) {
        int comma = place.indexOf(';');
        return comma < 0 ? place : place.substring(0, comma);
    }

    private static String instances(ClaimReport report) {
        long outside = report.count(Verdict.NotApplicable.class);
        int all = report.instances().size();
        return all == 0 ? "" : outside == 0 ? String.valueOf(all) : (all - outside) + " of " + all;
    }

    private static String units(ClaimReport report) {
        int widest = report.instances().stream()
                .map(InstanceReport::width)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max()
                .orElse(0);
        return widest == 0 ? "" : "<= " + widest;
    }

    private static String error(ClaimReport report) {
        return report.count(Verdict.Certified.class) == 0 ? "" : Numerals.upperBound(report.worstRelativeError());
    }

    /** What a reader must know beside the table: every unexpected verdict, and, when asked for, every counterexample. */
    String notes(boolean counterexamples) {
        return reports.stream()
                .filter(r -> !r.asExpected() || (counterexamples && isRefuted(r)))
                .map(VerifyReport::note)
                .collect(Collectors.joining());
    }

    private static boolean isRefuted(ClaimReport report) {
        return report.verdict().filter(Verdict.Refuted.class::isInstance).isPresent();
    }

    private static String note(ClaimReport report) {
        FieldBlock block = new FieldBlock(report.claim().id() + ": " + report.label());
        if (!report.asExpected()) {
            block.prose("expected", Names.of(report.claim().expected()));
        }
        report.verdict().ifPresent(verdict -> describe(block, verdict));
        for (InstanceReport instance : report.instances()) {
            if (instance.verdict() instanceof Verdict.Inconclusive unclear) {
                block.prose("on " + instance.instance(), unclear.reason());
            }
        }
        for (Erratum erratum : Peanut2025.errata().of(report.claim().id())) {
            block.prose("erratum", erratum.id() + ", at " + erratum.place())
                    .verbatim("  printed", erratum.printed())
                    .verbatim("  corrected", erratum.corrected())
                    .prose("  since", erratum.counterexample());
        }
        return "\n" + block;
    }

    private static void describe(FieldBlock block, Verdict verdict) {
        if (verdict instanceof Verdict.Refuted refuted) {
            Counterexample found = refuted.counterexample();
            block.prose("found", found.description())
                    .verbatim("statement", found.statement())
                    .prose("sides", "left " + found.lhs() + ", right " + found.rhs());
        }
    }

    /** One line a verdict, and a last line that says whether all is as expected. */
    String summary() {
        StringBuilder text = new StringBuilder("\n");
        for (Map.Entry<String, Long> count : VerifyCommand.byVerdict(reports).entrySet()) {
            text.append(String.format(Locale.ROOT, "%5d %s%n", count.getValue(), count.getKey()));
        }
        long unexpected = reports.stream().filter(r -> !r.asExpected()).count();
        return text.append(String.format(
                        Locale.ROOT,
                        "%5d claims, %s%n",
                        reports.size(),
                        unexpected == 0 ? "each with the expected verdict" : unexpected + " not as expected (!)"))
                .toString();
    }
}
