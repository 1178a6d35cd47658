package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;

/** The checker's contract for certificates over the doubles: a bound that it accepts is never below the true error. */
class RoundedCheckerContractProperties {

    /** The construction's draft with the bound that the checker can show, or nothing where either of them gives up. */
    private static Optional<CertificateDocument> certified(CertificateDocument draft) {
        try {
            return Optional.of(Checked.CHECKER.tighten(draft)).filter(Checked::accepts);
        } catch (IllegalArgumentException noBound) {
            Checked.requireOneLine(noBound.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<CertificateDocument> constructed(
            FloatDocument kind, double[][] w0, double[][] a, double[][] b) {
        try {
            return Optional.of(kind.constructed(w0, a, b));
        } catch (IllegalArgumentException | IllegalStateException noWitness) {
            return Optional.empty();
        }
    }

    private static void requireSound(CertificateDocument certified) {
        BigFraction error = TrueError.squared(certified);
        BigFraction bound = certified.epsilon().pow(2);
        assertTrue(
                error.compareTo(bound) <= 0,
                () -> "true error " + Math.sqrt(error.doubleValue()) + " in " + CertificateJson.write(certified));
    }

    @Property(tries = 4000, seed = "3201")
    @StatisticsReport(StatisticsReportMode.OFF)
    void theCertifiedBoundIsAtLeastTheTrueError(
            @ForAll FloatDocument kind,
            @ForAll FloatWeights weights,
            @ForAll @IntRange(min = 1, max = 3) int rank,
            @ForAll @IntRange(min = -60, max = 60) int scaleOfA,
            @ForAll @IntRange(min = -60, max = 60) int scaleOfB,
            @ForAll Random random) {
        int shorter = 1 + random.nextInt(4);
        int longer = shorter + 1 + random.nextInt(6);
        int dIn = kind.isWide() ? longer : shorter;
        int dOut = kind.isWide() ? shorter : longer;
        double[][] w0 = weights.draw(dOut, dIn, random);
        double[][] a = FloatWeights.scaled(FloatWeights.matrix(dOut, rank, random), scaleOfA);
        double[][] b = FloatWeights.scaled(FloatWeights.matrix(rank, dIn, random), scaleOfB);
        Optional<CertificateDocument> certified =
                constructed(kind, w0, a, b).flatMap(RoundedCheckerContractProperties::certified);
        certified.ifPresent(RoundedCheckerContractProperties::requireSound);
        Statistics.label("kind").collect(kind, certified.isPresent());
        Statistics.label("weights").collect(weights, certified.isPresent());
        Statistics.label("kind").coverage(check -> {
            for (FloatDocument each : FloatDocument.values()) {
                check.check(each, true).count(times -> times > 40);
            }
        });
        Statistics.label("weights").coverage(check -> {
            for (FloatWeights each : FloatWeights.values()) {
                check.check(each, true).count(times -> times > (each == FloatWeights.RANK_DEFICIENT ? 0 : 30));
            }
        });
    }

    @Property(tries = 3000, seed = "3202")
    @StatisticsReport(StatisticsReportMode.OFF)
    void theBoundOnNoiseIsAtLeastItsTrueError(
            @ForAll FloatDocument kind,
            @ForAll FloatWeights weights,
            @ForAll @IntRange(min = 1, max = 4) int dIn,
            @ForAll @IntRange(min = 1, max = 8) int dOut,
            @ForAll Random random) {
        double[][] w0 = weights.draw(dOut, dIn, random);
        double[][] a = FloatWeights.matrix(dOut, 1, random);
        double[][] b = FloatWeights.matrix(1, dIn, random);
        CertificateDocument noise = kind.noise(w0, a, b, random);
        boolean bounded = false;
        try {
            requireSound(Checked.CHECKER.tighten(noise));
            bounded = true;
        } catch (IllegalArgumentException noBound) {
            Checked.requireOneLine(noBound.getMessage());
        }
        Statistics.collect(bounded);
        Statistics.coverage(check -> check.check(true).percentage(share -> share > 60));
    }

    @Property(tries = 2000, seed = "3203")
    void everyMutantIsRejectedOrItsBoundIsAtLeastTheTrueError(
            @ForAll FloatDocument kind, @ForAll Mutation mutation, @ForAll Random random) {
        CertificateDocument mutant = mutation.apply(wellConditioned(kind, random), random);
        if (Checked.accepts(mutant)) {
            requireSound(mutant);
        }
    }

    @Property(tries = 2000, seed = "3204")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anotherNumberOrSwappedRowsAreRejected(
            @ForAll FloatDocument kind, @ForAll @IntRange(min = 0, max = 2) int which, @ForAll Random random) {
        Mutation mutation = new Mutation[] {Mutation.NUMBER, Mutation.WEIGHT_NUMBER, Mutation.ROWS}[which];
        CertificateDocument honest = wellConditioned(kind, random);
        CertificateDocument mutant = mutation.apply(honest, random);
        boolean rejected = !Checked.accepts(mutant);
        if (!rejected) {
            requireSound(mutant);
        }
        Statistics.label(kind.name()).collect(rejected);
        Statistics.label(kind.name()).coverage(check -> check.check(true).percentage(share -> share > 75));
    }

    @Property(tries = 1500, seed = "3205")
    void aBoundReducedInItsLastDigitIsRejected(@ForAll FloatDocument kind, @ForAll Random random) {
        CertificateDocument honest = wellConditioned(kind, random);
        BigDecimal bound = new BigDecimal(honest.epsilon().getNumerator())
                .divide(new BigDecimal(honest.epsilon().getDenominator()))
                .stripTrailingZeros();
        assertTrue(bound.precision() <= 2, bound::toString);
        BigDecimal lastDigit = bound.ulp().movePointLeft(2 - bound.precision());
        Checked.requireRejected(honest.withEpsilon(fraction(bound.subtract(lastDigit))));
        Checked.requireRejected(honest.withEpsilon(honest.epsilon().divide(2)));
        Checked.requireRejected(honest.withEpsilon(BigFraction.ZERO));
        Checked.requireAccepted(honest.withEpsilon(fraction(bound.add(lastDigit))));
    }

    @Property(tries = 1000, seed = "3206")
    void theCertificateReadsBackAndIsAcceptedAgain(@ForAll FloatDocument kind, @ForAll Random random) {
        CertificateDocument honest = wellConditioned(kind, random);
        CertificateDocument read = CertificateJson.parse(CertificateJson.write(honest), "again");
        assertEquals(honest, read);
        Checked.requireAccepted(read);
    }

    @Property(tries = 1000, seed = "3207")
    void aDroppedOrAddedHypothesisAndAnotherFormOrClaimAreRejected(@ForAll FloatDocument kind, @ForAll Random random) {
        CertificateDocument honest = wellConditioned(kind, random);
        Checked.requireRejected(Mutation.HYPOTHESIS_DROPPED.apply(honest, random));
        Checked.requireRejected(Mutation.HYPOTHESIS_ADDED.apply(honest, random));
        Checked.requireRejected(Mutation.FORM.apply(honest, random));
        Checked.requireRejected(Mutation.CLAIM.apply(honest, random));
        Checked.requireRejected(Mutation.RANK.apply(honest, random));
    }

    /** An honest certificate at the size 12×5 or 5×12, of full rank. */
    private static CertificateDocument wellConditioned(FloatDocument kind, Random random) {
        FloatWeights weights = kind == FloatDocument.R_PLUS_ONE ? FloatWeights.POSITIVE : FloatWeights.GENERIC;
        while (true) {
            int dOut = kind.isWide() ? 5 : 12;
            int dIn = kind.isWide() ? 12 : 5;
            double[][] w0 = weights.draw(dOut, dIn, random);
            double[][] a = FloatWeights.matrix(dOut, 2, random);
            double[][] b = FloatWeights.matrix(2, dIn, random);
            Optional<CertificateDocument> certified =
                    constructed(kind, w0, a, b).flatMap(RoundedCheckerContractProperties::certified);
            if (certified.isPresent()) {
                return certified.orElseThrow();
            }
        }
    }

    private static BigFraction fraction(BigDecimal value) {
        return value.scale() <= 0
                ? new BigFraction(value.toBigIntegerExact())
                : new BigFraction(value.unscaledValue(), java.math.BigInteger.TEN.pow(value.scale()));
    }
}
