package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.exact.RationalMatrix;

/** The checker's bounds about periodic activations against errors in decimals: never below the true error, and close to it. */
@StatisticsReport(StatisticsReportMode.OFF)
class PeriodicFormsProperties {

    private static final BigDecimal SLACK = BigDecimal.ONE.scaleByPowerOfTen(-80);

    private static BigFraction fraction(BigDecimal x) {
        return x.scale() <= 0
                ? new BigFraction(x.toBigIntegerExact())
                : new BigFraction(x.unscaledValue(), BigInteger.TEN.pow(x.scale()));
    }

    @Property(tries = 600, seed = "4201")
    void theLeftSideIsEnclosedNarrowly(@ForAll Random random) {
        PeriodicInstance instance = PeriodicInstance.random(random);
        Evidence evidence = instance.evidence();
        BigDecimal error = instance.trueError();
        BigFraction lo = evidence.lhs().lo();
        BigFraction hi = evidence.lhs().hi();
        assertTrue(lo.compareTo(fraction(error.add(SLACK))) <= 0, instance::toString);
        assertTrue(hi.compareTo(fraction(error.subtract(SLACK))) >= 0, instance::toString);
        assertTrue(hi.subtract(lo).doubleValue() < 1e-50 || error.doubleValue() < 1e-25, instance::toString);
        Statistics.label("form").collect(instance.form());
        Statistics.label("weight").collect(instance.weight().getClass().getSimpleName());
        Statistics.label("activation").collect(instance.activation().id());
        Statistics.label("form").coverage(c -> c.check("one-parameter").percentage(share -> share > 20));
        Statistics.label("weight").coverage(c -> c.check("Reals").percentage(share -> share > 30));
        Statistics.label("activation").coverage(c -> c.check("triangle").percentage(share -> share > 20));
    }

    /** A bound that differs from the true error by a part in 10^k, on either side. */
    @Property(tries = 600, seed = "4202")
    void aBoundIsAcceptedIfAndOnlyIfTheErrorIsAtMostIt(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 35) int k, @ForAll boolean above) {
        PeriodicInstance instance = PeriodicInstance.provable(random);
        BigDecimal error = instance.trueError();
        BigDecimal part = error.scaleByPowerOfTen(-k);
        BigFraction epsilon = fraction(above ? error.add(part) : error.subtract(part));
        assertEquals(above || error.signum() == 0, Checked.accepts(instance.document(epsilon)), instance::toString);
    }

    @Property(tries = 400, seed = "4203")
    void aChangedNumberIsAcceptedOnlyWhereItsErrorAllows(@ForAll Random random, @ForAll @IntRange(max = 3) int power) {
        PeriodicInstance instance = PeriodicInstance.provable(random);
        BigDecimal before = instance.trueError();
        CertificateDocument tight = instance.document(fraction(before.add(before.scaleByPowerOfTen(-30))));
        Checked.requireAccepted(tight);
        assertEquals(tight, CertificateJson.parse(CertificateJson.write(tight), "again"));
        String name = random.nextBoolean() ? "Theta1" : "A";
        RationalMatrix matrix = instance.matrices().get(name).exactly();
        int row = random.nextInt(matrix.rows());
        int column = random.nextInt(matrix.columns());
        BigFraction change = new BigFraction(1, (long) Math.pow(10, 4 * power));
        RationalMatrix changed = RationalMatrix.of(
                matrix.rows(),
                matrix.columns(),
                (i, j) -> i == row && j == column ? matrix.get(i, j).subtract(change) : matrix.get(i, j));
        PeriodicInstance mutated = instance.with(name, new MatrixData.Exact(changed));
        boolean accepted = Checked.accepts(mutated.document(tight.epsilon()));
        BigDecimal error = mutated.trueError();
        if (accepted) {
            assertTrue(fraction(error.subtract(SLACK)).compareTo(tight.epsilon()) <= 0, mutated::toString);
        }
        Statistics.collect(accepted);
        Statistics.coverage(c -> c.check(false).percentage(share -> share > 25));
    }

    /** What is accepted is about the matrices as they stand: two rows of the weight may not change places. */
    @Property(tries = 300, seed = "4204")
    void swappedRowsAreAcceptedOnlyWhereTheErrorAllows(@ForAll Random random) {
        PeriodicInstance instance = PeriodicInstance.provable(random);
        CertificateDocument tight = Checked.CHECKER.tighten(instance.document(BigFraction.ZERO));
        int d = instance.weight().rows();
        MatrixData swapped = new MatrixData.Reals(instance.weight()
                .reals()
                .selectRows(java.util.stream.IntStream.range(0, d)
                        .mapToObj(i -> (i + 1) % d)
                        .toList()));
        PeriodicInstance mutated =
                new PeriodicInstance(instance.form(), instance.activation(), swapped, instance.matrices());
        boolean accepted = Checked.accepts(mutated.document(tight.epsilon()));
        BigFraction error = fraction(mutated.trueError());
        BigFraction slack = fraction(SLACK);
        assertTrue(!accepted || error.subtract(slack).compareTo(tight.epsilon()) <= 0, mutated::toString);
        assertTrue(accepted || error.add(slack).compareTo(tight.epsilon()) > 0, mutated::toString);
        Statistics.collect(accepted);
        Statistics.coverage(c -> c.check(false).percentage(share -> share > 10));
    }
}
