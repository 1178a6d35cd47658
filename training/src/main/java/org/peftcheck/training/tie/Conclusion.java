package org.peftcheck.training.tie;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

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
        long open = invariance.left(Invariance.Verdict.FAILS) + invariance.left(Invariance.Verdict.UNDECIDED);
        String verdict = all && within && open == 0
                ? "The theory explains the result: "
                : all && within
                        ? "The theory explains a part of the result: "
                        : "The theory does not explain the result: ";
        return verdict + exist(report, twins, within) + "; " + hypothesis(report, invariance) + ".";
    }

    private static String exist(TieReport report, TwinReport twins, boolean within) {
        if (report.bounds().isEmpty()) {
            return "no update has a 2r-unit PEANuT twin";
        }
        LossBound worst = worst(report.bounds());
        return String.format(
                Locale.ROOT,
                "2r-unit PEANuT twins exist for %d of %d updates (certified relative error at most %s), and with them the loss differs"
                        + " from %s by %.1e in double precision, %s the first-order bound %s",
                twins.built(),
                report.weights(),
                upper(twins.worstRelativeError()),
                report.hypothesisGap() == 0 ? "LoRA's" : "that of P A B",
                worst.difference(),
                within ? "below" : "ABOVE",
                upper(worst.firstOrderApprox()));
    }

    /** Two digits, rounded away from zero, as a bound is. */
    private static String upper(double bound) {
        return Double.isFinite(bound)
                ? String.format(Locale.ROOT, "%.1e", new BigDecimal(bound).round(new MathContext(2, RoundingMode.UP)))
                : "not known";
    }

    private static String hypothesis(TieReport report, TieReport.InvarianceReport invariance) {
        long fails = invariance.left(Invariance.Verdict.FAILS);
        long undecided = invariance.left(Invariance.Verdict.UNDECIDED);
        String left = undecided == 0
                ? ""
                : String.format(Locale.ROOT, ", and is undecided on %d, whose rank could not be proved", undecided);
        return fails > 0
                ? String.format(
                        Locale.ROOT,
                        "the hypothesis of Proposition 3.2 fails on %d of %d weights, of which it says nothing then"
                                + " (gap with all of them projected %.1e)%s",
                        fails,
                        report.weights(),
                        invariance.leftTogether(),
                        left)
                : String.format(
                        Locale.ROOT,
                        "its hypothesis is vacuous on %d of %d weights, where P = I, and does not fail on the others%s",
                        invariance.left(Invariance.Verdict.VACUOUS),
                        report.weights(),
                        left);
    }

    /** The bound that is missed, if one is; else the last, which is that of slots in single precision where there is one. */
    private static LossBound worst(List<LossBound> bounds) {
        return bounds.stream().filter(bound -> !bound.isWithin()).findFirst().orElse(bounds.get(bounds.size() - 1));
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
                "%s: every update has rank at most %d, LoRA factors of rank %d reproduce it (certified error at most %s) and change the"
                        + " loss on dev by %.1e, so that a LoRA of that rank could have come to the same; %s.",
                low ? "The theory explains the result" : "The theory does not explain the result",
                rank,
                report.rank(),
                upper(error),
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
