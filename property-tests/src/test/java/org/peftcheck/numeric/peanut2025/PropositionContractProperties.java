package org.peftcheck.numeric.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.numeric.exact.StrictAlternative;
import org.peftcheck.numeric.peanut2025.CornerInstances.Corner;
import org.peftcheck.numeric.peanut2025.CornerInstances.RankKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.ShapeKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.TargetKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.WeightKind;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Verdict;

/** Every proposition with an exact construction: its witness is accepted on every instance, with at most the promised units. */
class PropositionContractProperties {

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("no layers here");
    });

    @Provide
    Arbitrary<Corner> corners() {
        return CornerInstances.all();
    }

    private static void requireCertified(CertificateDocument document, int units) {
        CheckResult result = CHECKER.check(document);
        CheckResult.Accepted accepted = assertInstanceOf(
                CheckResult.Accepted.class, result, () -> result + " for " + CertificateJson.write(document));
        Verdict.Certified certified = assertInstanceOf(Verdict.Certified.class, accepted.verdict());
        assertEquals(BigFraction.ZERO, certified.certificate().lhs().hi());
        assertTrue(units < 0 || document.matrix("Theta1").columns() == units, () -> CertificateJson.write(document));
    }

    /** Each kind of shape, weight, rank and target was drawn, and W0 of every kind with every kind of target. */
    private static void requireCorners(Corner corner) {
        Statistics.label("shape").collect(corner.shape());
        Statistics.label("weight").collect(corner.weight());
        Statistics.label("rank").collect(corner.rank());
        Statistics.label("target").collect(corner.target());
        requireEach("shape", ShapeKind.values());
        requireEach("weight", WeightKind.values());
        requireEach("rank", RankKind.values());
        requireEach("target", TargetKind.values());
    }

    private static void requireEach(String label, Object[] values) {
        Statistics.label(label).coverage(check -> {
            for (Object value : values) {
                check.check(value).percentage(share -> share > 5);
            }
        });
    }

    @Property(tries = 3000, seed = "4101")
    @StatisticsReport(StatisticsReportMode.OFF)
    void twoRUnitsAlwaysReachTheProjectedUpdate(@ForAll("corners") Corner corner) {
        requireCorners(corner);
        ExactInstance instance = corner.instance();
        requireCertified(PseudoInverseWidthConstruction.exact(instance), 2 * instance.rank());
    }

    @Property(tries = 2000, seed = "4102")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anInvariantLossIsThatOfTheLoraUpdate(@ForAll("corners") Corner corner, @ForAll Random random) {
        requireCorners(corner);
        ExactInstance instance = corner.instance();
        int dIn = instance.w0().columns();
        RationalMatrix n = CornerInstances.integers(1 + random.nextInt(3), dIn, 4, random);
        RationalMatrix t = CornerInstances.integers(instance.w0().rows(), dIn, 4, random);
        requireCertified(PseudoInverseWidthConstruction.exactLoss(instance, n, t), 2 * instance.rank());
    }

    @Property(tries = 3000, seed = "4103")
    @StatisticsReport(StatisticsReportMode.OFF)
    void eitherAPositiveVectorOrAnAnnihilatorIsCertified(@ForAll("corners") Corner corner) {
        requireCorners(corner);
        RationalMatrix w0 = corner.instance().w0();
        CertificateDocument document = PositiveVectorAlternativeConstruction.exact(w0);
        requireCertified(document, -1);
        boolean positive = document.matrices().containsKey("theta");
        assertNotEquals(positive, document.matrices().containsKey("y"));
        assertTrue(positive || corner.weight() != WeightKind.POSITIVE_COLUMN);
        assertTrue(!positive || !hasNoPositiveVector(w0), () -> "a zero row and a positive vector: " + corner);
        Statistics.collect(positive);
        Statistics.coverage(check -> {
            check.check(true).percentage(share -> share > 15);
            check.check(false).percentage(share -> share > 15);
        });
    }

    /** A zero row, or two opposite rows, leave no positive vector. */
    private static boolean hasNoPositiveVector(RationalMatrix w0) {
        return IntStream.range(0, w0.rows()).anyMatch(i -> {
            RationalMatrix row = w0.selectRows(List.of(i));
            return row.isZero()
                    || IntStream.range(0, i)
                            .anyMatch(l -> w0.selectRows(List.of(l)).plus(row).isZero());
        });
    }

    @Property(tries = 3000, seed = "4104")
    @StatisticsReport(StatisticsReportMode.OFF)
    void rPlusOneUnitsReachItWithAPositiveVectorAndAreRejectedWithoutOne(
            @ForAll("corners") Corner corner, @ForAll Random random) {
        requireCorners(corner);
        ExactInstance instance = corner.instance();
        PositiveVectorAlternative side = PositiveVectorAlternative.decide(instance.w0());
        boolean positive = side instanceof PositiveVectorAlternative.PositiveVector;
        Statistics.collect(positive);
        Statistics.coverage(check -> check.check(false).percentage(share -> share > 15));
        if (side instanceof PositiveVectorAlternative.PositiveVector found) {
            requireCertified(PositiveVectorWidthConstruction.exact(instance, found.theta()), instance.rank() + 1);
            return;
        }
        RationalMatrix theta = CornerInstances.integers(instance.w0().columns(), 1, 3, random);
        RationalMatrix image = instance.w0().times(theta);
        if (IntStream.range(0, image.rows()).allMatch(i -> image.get(i, 0).signum() != 0)) {
            CheckResult result = CHECKER.check(PositiveVectorWidthConstruction.exact(instance, theta));
            assertEquals(
                    "width-r-plus-1: hypothesis positive-vector: expected it to hold, got UNKNOWN",
                    assertInstanceOf(CheckResult.Rejected.class, result).reason());
        }
    }

    @Property(tries = 2500, seed = "4105")
    @StatisticsReport(StatisticsReportMode.OFF)
    void underInvarianceRUnitsDoWhereTheConeIsTrivialAndOneMoreOtherwise(@ForAll("corners") Corner corner) {
        requireCorners(corner);
        ExactInstance instance = corner.instance();
        boolean trivial = StrictAlternative.decide(instance.w0()) instanceof StrictAlternative.PositiveAnnihilator;
        CertificateDocument document = InvariantReluWidthConstruction.exact(instance);
        requireCertified(document, instance.rank() + (trivial ? 0 : 1));
        assertEquals(trivial, document.matrices().containsKey("y"));
        Statistics.label("cone").collect(trivial);
        Statistics.label("cone").coverage(check -> {
            check.check(true).percentage(share -> share > 15);
            check.check(false).percentage(share -> share > 15);
        });
    }

    @Property(tries = 2500, seed = "4106")
    @StatisticsReport(StatisticsReportMode.OFF)
    void oneUnitProjectsOntoTheProjectionOfAnyNonNegativeVector(@ForAll("corners") Corner corner) {
        requireCorners(corner);
        RationalMatrix a = corner.instance().a().selectColumns(List.of(0)).map(BigFraction::abs);
        requireCertified(
                InvariantReluWidthConstruction.exactProjection(corner.instance().w0(), a), 1);
    }

    @Property(tries = 2500, seed = "4107")
    @StatisticsReport(StatisticsReportMode.OFF)
    void rLeakyUnitsDoUnderInvariance(@ForAll("corners") Corner corner, @ForAll Random random) {
        requireCorners(corner);
        int denominator = 2 + random.nextInt(100);
        Activation.LeakyRelu leaky =
                new Activation.LeakyRelu(new BigFraction(1 + random.nextInt(denominator - 1), denominator));
        requireCertified(
                InvariantMonotoneWidthConstruction.exact(corner.instance(), leaky),
                corner.instance().rank());
    }
}
