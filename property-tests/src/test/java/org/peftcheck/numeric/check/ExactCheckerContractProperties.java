package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;

/** The checker's contract for exact certificates and counterexamples: the honest one is accepted, a false one never is. */
class ExactCheckerContractProperties {

    @Property(tries = 4000, seed = "3101")
    void anHonestCertificateIsAcceptedAlsoAfterARoundTrip(@ForAll ExactDocument kind, @ForAll Random random) {
        CertificateDocument document = kind.honest(random);
        assertTrue(ExactOracle.isTrue(document), () -> CertificateJson.write(document));
        Checked.requireAccepted(document);
        CertificateDocument read = CertificateJson.parse(CertificateJson.write(document), "again");
        assertEquals(document, read);
        Checked.requireAccepted(read);
    }

    @Property(tries = 12000, seed = "3102")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anotherNumberIsRejectedUnlessTheStatementStaysTrue(
            @ForAll ExactDocument kind, @ForAll boolean inWeight, @ForAll Random random) {
        Mutation mutation = inWeight ? Mutation.WEIGHT_NUMBER : Mutation.NUMBER;
        boolean truth = acceptsOnlyTruth(mutation.apply(kind.honest(random), random));
        Statistics.label(kind.name()).collect(truth);
        Statistics.label(kind.name()).coverage(check -> check.check(false).percentage(share -> share > 15));
    }

    @Property(tries = 8000, seed = "3103")
    @StatisticsReport(StatisticsReportMode.OFF)
    void swappedRowsAreRejectedUnlessTheStatementStaysTrue(@ForAll ExactDocument kind, @ForAll Random random) {
        boolean truth = acceptsOnlyTruth(Mutation.ROWS.apply(kind.honest(random), random));
        Statistics.collect(truth);
        Statistics.coverage(check -> check.check(false).percentage(share -> share > 30));
    }

    @Property(tries = 8000, seed = "3104")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anyOtherChangeIsRejectedUnlessTheStatementStaysTrue(
            @ForAll ExactDocument kind, @ForAll Mutation mutation, @ForAll Random random) {
        boolean truth = acceptsOnlyTruth(mutation.apply(kind.honest(random), random));
        Statistics.collect(mutation, truth);
        Statistics.coverage(check -> {
            for (Mutation each : Mutation.values()) {
                check.check(each, false).count(times -> times > 20 || alwaysRejected(each));
            }
        });
    }

    @Property(tries = 8000, seed = "3105")
    void severalChangesAtOnceAreRejectedUnlessTheStatementStaysTrue(
            @ForAll ExactDocument kind, @ForAll Mutation first, @ForAll Mutation second, @ForAll Random random) {
        acceptsOnlyTruth(second.apply(first.apply(kind.honest(random), random), random));
    }

    private static boolean alwaysRejected(Mutation mutation) {
        return mutation == Mutation.HYPOTHESIS_ADDED
                || mutation == Mutation.HYPOTHESIS_DROPPED
                || mutation == Mutation.FORM;
    }

    /** Hypotheses and form are part of the claim: a document that names others states another claim, true or not. */
    @Property(tries = 6000, seed = "3106")
    void aDroppedOrAddedHypothesisAndAnotherFormOrClaimAreRejected(@ForAll ExactDocument kind, @ForAll Random random) {
        CertificateDocument document = kind.honest(random);
        Checked.requireRejected(Mutation.HYPOTHESIS_ADDED.apply(document, random));
        Checked.requireRejected(Mutation.FORM.apply(document, random));
        Checked.requireRejected(Mutation.CLAIM.apply(document, random));
        if (!document.hypotheses().isEmpty()) {
            Checked.requireRejected(Mutation.HYPOTHESIS_DROPPED.apply(document, random));
        }
    }

    private static boolean acceptsOnlyTruth(CertificateDocument mutant) {
        boolean truth = ExactOracle.isTrue(mutant);
        assertTrue(truth || !Checked.accepts(mutant), () -> "accepted: " + CertificateJson.write(mutant));
        if (truth) {
            Checked.accepts(mutant);
        }
        return truth;
    }
}
