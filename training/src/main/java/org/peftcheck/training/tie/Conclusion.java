package org.peftcheck.training.tie;

import java.util.Locale;
import java.util.Optional;

/** The closing sentence of a report, made of its numbers alone. */
final class Conclusion {

    private Conclusion() {}

    static String of(TieReport report) {
        return report.tweakers().isEmpty() ? ofLora(report) : ofPeanut(report);
    }

    private static String ofLora(TieReport report) {
        TwinReport twins = report.twins().stream()
                .filter(twin -> twin.kind() == TwinKind.PSEUDO_INVERSE)
                .findFirst()
                .orElseThrow();
        boolean all = twins.built() == report.weights();
        boolean within = !report.bounds().isEmpty() && report.bounds().stream().allMatch(LossBound::isWithin);
        TieReport.InvarianceReport invariance = report.invariance().orElseThrow();
        long vacuous = invariance.left(Invariance.Verdict.VACUOUS);
        long fails = invariance.left(Invariance.Verdict.FAILS);
        String twinsSay = String.format(
                Locale.ROOT,
                "2r-unit PEANuT twins exist for %d of %d updates (certified relative error at most %.1e), and with them the loss is off"
                        + " by %.1e in double precision, %s the first-order bound %.1e",
                twins.built(),
                report.weights(),
                twins.worstRelativeError(),
                largestDifference(report),
                within ? "below" : "ABOVE",
                largestBound(report));
        String hypothesis = fails > 0
                ? String.format(
                        Locale.ROOT,
                        "the hypothesis of Proposition 3.2 fails on %d of %d weights (gap with all of them projected %.1e)",
                        fails,
                        report.weights(),
                        invariance.leftTogether())
                : String.format(
                        Locale.ROOT,
                        "its hypothesis is vacuous on %d of %d weights, where P = I, and does not fail on the others",
                        vacuous,
                        report.weights());
        String verdict = all && within && fails == 0
                ? "The theory explains the result: "
                : all && within
                        ? "The theory explains a part of the result: "
                        : "The theory does not explain the result: ";
        return verdict + twinsSay + "; " + hypothesis + ".";
    }

    private static double largestDifference(TieReport report) {
        return worst(report).map(LossBound::difference).orElse(Double.NaN);
    }

    private static double largestBound(TieReport report) {
        return worst(report).map(LossBound::firstOrderApprox).orElse(Double.NaN);
    }

    /** The bound that is missed, if one is; else that of slots in single precision. */
    private static Optional<LossBound> worst(TieReport report) {
        return report.bounds().stream()
                .filter(bound -> !bound.isWithin())
                .findFirst()
                .or(() -> report.bounds().stream()
                        .filter(LossBound::singlePrecision)
                        .findFirst());
    }

    private static String ofPeanut(TieReport report) {
        double error = report.tweakers().stream()
                .mapToDouble(TweakerFacts::factorError)
                .max()
                .orElseThrow();
        int rank = report.tweakers().stream()
                .mapToInt(TweakerFacts::rankApprox)
                .max()
                .orElseThrow();
        double outside = report.tweakers().stream()
                .mapToDouble(TweakerFacts::outsideApprox)
                .max()
                .orElseThrow();
        boolean low = rank <= report.rank();
        double change =
                report.factors().orElseThrow().devLoss() - report.trained().devLoss();
        return String.format(
                Locale.ROOT,
                "%s: every update has rank at most %d, LoRA factors of rank %d reproduce it (certified error at most %.1e) and change the"
                        + " loss on dev by %.1e; %s.",
                low ? "The theory explains the result" : "The theory does not explain the result",
                rank,
                report.rank(),
                error,
                change,
                outside == 0
                        ? "as every W0 has full rank on the side that is tweaked, some W0 A B of that rank gives the same update,"
                                + " so that it is no nonlinearity that the result needs"
                        : String.format(
                                Locale.ROOT,
                                "up to %.1f %% of an update are out of reach of any W0 A B",
                                100 * outside));
    }
}
