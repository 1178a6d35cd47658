package org.peftcheck.numeric.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.exact.ExactDouble;

/** Merging in narrow formats against exact rational numbers and a table of all values of the format. */
class MergeProperties {

    private static final int TRIES = 2000;
    private static final String SEED = "22360679";
    private static final double[] F16 = table(NarrowFormat.F16);
    private static final double[] BF16 = table(NarrowFormat.BF16);

    private static double[] table(NarrowFormat format) {
        return IntStream.range(0, 0x8000)
                .mapToDouble(bits ->
                        format == NarrowFormat.F16 ? Dtype.decodeF16((short) bits) : Dtype.decodeBf16((short) bits))
                .filter(Double::isFinite)
                .toArray();
    }

    /** A sum of two doubles that is within the range of a format, often near a tie of it. */
    record Sum(NarrowFormat format, double a, double b, boolean nearTie) {
        BigFraction exact() {
            return ExactDouble.of(a).add(ExactDouble.of(b));
        }
    }

    private static Sum draw(Random random) {
        NarrowFormat format = random.nextBoolean() ? NarrowFormat.F16 : NarrowFormat.BF16;
        double[] values = format == NarrowFormat.F16 ? F16 : BF16;
        int at = random.nextInt(values.length - 1);
        boolean nearTie = random.nextBoolean();
        double sign = random.nextBoolean() ? 1 : -1;
        if (!nearTie) {
            double small = Math.scalb(random.nextGaussian(), Math.getExponent(values[at]) - random.nextInt(20));
            return new Sum(format, sign * values[at] / 2, small / 8, false);
        }
        double middle = (values[at] + values[at + 1]) / 2;
        double tiny = Math.scalb(random.nextInt(3) - 1.0, Math.max(-1074, Math.getExponent(middle) - 60));
        return random.nextBoolean()
                ? new Sum(format, sign * middle, tiny, true)
                : new Sum(format, sign * tiny, sign * middle, true);
    }

    @Provide
    Arbitrary<Sum> sums() {
        return Arbitraries.randomValue(MergeProperties::draw);
    }

    /** The nearest value of the table, the one with the even pattern of two. */
    private static double nearest(NarrowFormat format, BigFraction exact) {
        double[] values = format == NarrowFormat.F16 ? F16 : BF16;
        BigFraction size = exact.abs();
        int low = 0;
        int high = values.length - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (ExactDouble.of(values[middle]).compareTo(size) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        BigFraction below = size.subtract(ExactDouble.of(values[low]));
        int order = below.compareTo(ExactDouble.of(values[high]).subtract(size));
        int chosen = order < 0 || order == 0 && low % 2 == 0 ? low : high;
        return exact.signum() * values[chosen];
    }

    private static boolean isNearest(Sum sum, DoubleBinaryOperator rounding) {
        return rounding.applyAsDouble(sum.a(), sum.b()) == nearest(sum.format(), sum.exact());
    }

    @Property(tries = 20 * TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aSumIsRoundedOnceAndToTheNearestValue(@ForAll("sums") Sum sum) {
        assertTrue(isNearest(sum, sum.format()::roundSum), sum.toString());
        boolean twiceIsWrong = !isNearest(sum, (a, b) -> sum.format().round(a + b));
        Statistics.label("near a tie").collect(sum.nearTie());
        Statistics.label("rounding twice").collect(twiceIsWrong);
        Statistics.label("near a tie").coverage(coverage -> coverage.check(true).percentage(p -> p > 30));
        Statistics.label("rounding twice")
                .coverage(coverage -> coverage.check(true).count(n -> n > 500));
    }

    /** A weight and an update far smaller than it, both of the kind that training leaves. */
    record Update(NarrowFormat format, FloatMatrix w0, FloatMatrix delta) {}

    @Provide
    Arbitrary<Update> updates() {
        return Arbitraries.randomValue(random -> {
            NarrowFormat format = NarrowFormat.values()[random.nextInt(3)];
            int rows = 1 + random.nextInt(4);
            int columns = 1 + random.nextInt(4);
            double ratio = Math.scalb(1.0, -random.nextInt(16));
            double[][] w0 = new double[rows][columns];
            double[][] delta = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    w0[i][j] = format.round(random.nextGaussian());
                    delta[i][j] = random.nextInt(5) == 0 ? 0 : (float) (random.nextGaussian() * ratio);
                }
            }
            return new Update(format, FloatMatrix.of(w0), FloatMatrix.of(delta));
        });
    }

    private interface Term {
        BigFraction at(double w0, double delta, double merged);
    }

    private static BigFraction sum(Update u, FloatMatrix merged, Term term) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < merged.rows(); i++) {
            for (int j = 0; j < merged.columns(); j++) {
                sum = sum.add(term.at(u.w0().get(i, j), u.delta().get(i, j), merged.get(i, j)));
            }
        }
        return sum;
    }

    private static BigFraction exact(double value) {
        return ExactDouble.of(value);
    }

    private static BigFraction square(BigFraction value) {
        return value.multiply(value);
    }

    private static boolean containsRoot(Interval root, BigFraction square) {
        return square(exact(root.lo())).compareTo(square) <= 0
                && square(exact(root.hi())).compareTo(square) >= 0;
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void enclosuresContainTheExactNorms(@ForAll("updates") Update u) {
        MergedWeight merged = MergedWeight.of(u.w0(), u.delta(), u.format());
        BigFraction error = sum(
                u,
                merged.weight(),
                (w, d, m) -> square(exact(m).subtract(exact(w)).subtract(exact(d))));
        BigFraction norm = sum(u, merged.weight(), (w, d, m) -> square(exact(d)));
        BigFraction along =
                sum(u, merged.weight(), (w, d, m) -> exact(m).subtract(exact(w)).multiply(exact(d)));
        assertTrue(containsRoot(merged.error(), error));
        assertTrue(containsRoot(merged.updateNorm(), norm));
        assertEquals(norm.signum() != 0, merged.lost().isPresent());
        merged.lost().ifPresent(lost -> assertTrue(containsRoot(lost, error.divide(norm))));
        merged.survived().ifPresent(survived -> assertTrue(survived.contains(along.divide(norm))));
        assertTrue(merged.error().width() <= 1e-14 * merged.error().hi());
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void theErrorIsWithinTheBoundOfTheFormat(@ForAll("updates") Update u) {
        MergedWeight merged = MergedWeight.of(u.w0(), u.delta(), u.format());
        assertTrue(merged.error().hi() <= merged.errorBound() * (1 + 1e-14));
        UnmergedWeight back = merged.unmerge(u.w0(), u.delta());
        assertTrue(back.error().hi() <= back.errorBound() * (1 + 1e-14));
        Statistics.collect(merged.error().lo() > merged.errorBound() / 4);
        Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void countsAreThoseOfTheEntries(@ForAll("updates") Update u) {
        MergedWeight merged = MergedWeight.of(u.w0(), u.delta(), u.format());
        UnmergedWeight back = merged.unmerge(u.w0(), u.delta());
        long updated = 0;
        long swallowed = 0;
        long restored = 0;
        for (int i = 0; i < u.w0().rows(); i++) {
            for (int j = 0; j < u.w0().columns(); j++) {
                boolean touched = u.delta().get(i, j) != 0;
                updated += touched ? 1 : 0;
                swallowed += touched && merged.weight().get(i, j) == u.w0().get(i, j) ? 1 : 0;
                restored += back.weight().get(i, j) == u.w0().get(i, j) ? 1 : 0;
            }
        }
        assertEquals(updated, merged.updated());
        assertEquals(swallowed, merged.swallowed());
        assertEquals(restored, back.restored());
        Statistics.label("swallowed").collect(swallowed > 0);
        Statistics.label("restored").collect(restored == (long) u.w0().rows() * u.w0().columns());
        for (String label : List.of("swallowed", "restored")) {
            Statistics.label(label).coverage(coverage -> {
                coverage.check(true).count(n -> n > 50);
                coverage.check(false).count(n -> n > 50);
            });
        }
    }
}
