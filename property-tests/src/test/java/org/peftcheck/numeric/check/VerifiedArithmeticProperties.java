package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.numeric.exact.StrictAlternative;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.PositiveVectorAlternativeConstruction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Decision;

/** The arithmetic of the checker beside exact rationals. */
class VerifiedArithmeticProperties {

    /** s ≤ σ_min(W) iff WᵀW − s² I has no negative eigenvalue, which elimination over the rationals decides. */
    @Property(tries = 3000, seed = "3401")
    @StatisticsReport(StatisticsReportMode.OFF)
    void theSmallestSingularValueIsAtLeastItsBound(
            @ForAll FloatWeights weights,
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = -240, max = 240) int scale,
            @ForAll Random random) {
        double[][] w = FloatWeights.scaled(weights.draw(columns + more, columns, random), scale);
        double bound = SmallestSingularValue.lowerBound(w);
        assertTrue(bound >= 0);
        if (bound > 0) {
            RationalMatrix exact = RationalMatrix.ofDoubles(w);
            BigFraction squared = ExactDouble.of(bound).pow(2);
            RationalMatrix shifted = exact.transpose()
                    .times(exact)
                    .minus(RationalMatrix.identity(columns).scale(squared));
            assertTrue(isPositiveSemidefinite(shifted), () -> "bound " + bound + " of " + exact);
        }
        Statistics.label(weights.name()).collect(bound > 0);
        if (weights == FloatWeights.GENERIC || weights == FloatWeights.DOUBLES) {
            Statistics.label(weights.name()).coverage(check -> check.check(true).percentage(share -> share > 70));
        }
    }

    /** By symmetric elimination: a zero pivot needs a zero row. */
    private static boolean isPositiveSemidefinite(RationalMatrix matrix) {
        int n = matrix.rows();
        BigFraction pivot = matrix.get(0, 0);
        if (pivot.signum() < 0) {
            return false;
        }
        if (pivot.signum() == 0) {
            for (int j = 1; j < n; j++) {
                if (matrix.get(0, j).signum() != 0) {
                    return false;
                }
            }
        }
        return n == 1
                || isPositiveSemidefinite(RationalMatrix.of(
                        n - 1,
                        n - 1,
                        (i, j) -> pivot.signum() == 0
                                ? matrix.get(i + 1, j + 1)
                                : matrix.get(i + 1, j + 1)
                                        .subtract(matrix.get(i + 1, 0)
                                                .multiply(matrix.get(0, j + 1))
                                                .divide(pivot))));
    }

    @Property(tries = 3000, seed = "3402")
    void productsEncloseTheExactProduct(
            @ForAll FloatWeights left,
            @ForAll FloatWeights right,
            @ForAll @IntRange(min = 1, max = 12) int terms,
            @ForAll @IntRange(min = -560, max = 400) int scale,
            @ForAll Random random) {
        double[][] x = FloatWeights.scaled(left.draw(3, terms, random), scale);
        double[][] y = FloatWeights.scaled(right.draw(terms, 2, random), random.nextBoolean() ? scale : 0);
        RationalMatrix exact = RationalMatrix.ofDoubles(x).times(RationalMatrix.ofDoubles(y));
        double[][] rounded = exact.toDoubles();
        requireEncloses(CompensatedProduct.of(x, y), exact);
        requireEncloses(BallMatrix.exact(x).times(y), exact);
        requireEncloses(CompensatedProduct.minus(x, y, rounded), exact.minus(RationalMatrix.ofDoubles(rounded)));
    }

    private static void requireEncloses(BallMatrix ball, RationalMatrix exact) {
        for (int i = 0; i < exact.rows(); i++) {
            for (int j = 0; j < exact.columns(); j++) {
                BigFraction distance = exact.get(i, j)
                        .subtract(ExactDouble.of(ball.mid()[i][j]))
                        .abs();
                String entry = ball.mid()[i][j] + " +- " + ball.rad()[i][j];
                assertTrue(distance.compareTo(ExactDouble.of(ball.rad()[i][j])) <= 0, entry);
            }
        }
    }

    /** What is accepted as a side of the alternative over the doubles is the side that exact linear programming finds. */
    @Property(tries = 4000, seed = "3403")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anAcceptedSideOfTheAlternativeIsTheTrueSide(
            @ForAll FloatWeights weights,
            @ForAll @IntRange(min = 1, max = 4) int dIn,
            @ForAll @IntRange(min = 1, max = 6) int more,
            @ForAll boolean mutated,
            @ForAll Random random) {
        FloatMatrix w0 = FloatMatrix.of(weights.draw(dIn + more, dIn, random));
        CertificateDocument document;
        try {
            document = PositiveVectorAlternativeConstruction.rounded(
                    new WeightSource.Inline(new MatrixData.Floats(w0)), FloatColumnSpace.of(w0));
        } catch (IllegalArgumentException | IllegalStateException noWitness) {
            return;
        }
        if (mutated) {
            document = (random.nextBoolean() ? Mutation.NUMBER : Mutation.ROWS).apply(document, random);
        }
        String side = "none";
        if (Checked.accepts(document)) {
            boolean positive =
                    PositiveVectorAlternative.decide(Mutation.weight(document).exactly())
                            instanceof PositiveVectorAlternative.PositiveVector;
            side = document.matrices().containsKey("theta") ? "positive" : "annihilated";
            assertEquals(positive, side.equals("positive"));
            requireStrictSideIsTrue(document);
        }
        Statistics.collect(side);
        Statistics.coverage(check -> {
            check.check("positive").percentage(share -> share > 10);
            check.check("annihilated").percentage(share -> share > 10);
            check.check("none").percentage(share -> share > 10);
        });
    }

    private static void requireStrictSideIsTrue(CertificateDocument document) {
        MatrixData weight = Mutation.weight(document);
        CheckedInstance instance = new CheckedInstance(document, Activation.RELU, weight);
        if (Alternatives.annihilator(instance, true) == Decision.HOLDS) {
            assertTrue(StrictAlternative.decide(weight.exactly()) instanceof StrictAlternative.PositiveAnnihilator);
        }
    }

    /** The full row rank that is verified over the doubles is there. */
    @Property(tries = 2000, seed = "3404")
    @StatisticsReport(StatisticsReportMode.OFF)
    void aVerifiedFullRowRankIsTrue(
            @ForAll FloatWeights weights,
            @ForAll @IntRange(min = 1, max = 4) int dOut,
            @ForAll @IntRange(min = 1, max = 6) int dIn,
            @ForAll Random random) {
        FloatMatrix w0 = FloatMatrix.of(weights.draw(dOut, dIn, random));
        MatrixData.Floats weight = new MatrixData.Floats(w0);
        CertificateDocument document =
                FloatDocument.SINE.noise(w0.toRows(), new double[dOut][1], new double[1][dIn], random);
        CheckedInstance instance = new CheckedInstance(document, Activation.SIN2PI, weight);
        Decision decision = new VerifiedFacts(instance).fullRowRank();
        int rank = ExactRank.of(weight.exactly());
        assertTrue(decision != Decision.HOLDS || rank == dOut);
        assertTrue(decision != Decision.FAILS || rank < dOut);
        Statistics.collect(decision);
        Statistics.coverage(check -> check.check(Decision.HOLDS).percentage(share -> share > 20));
    }
}
