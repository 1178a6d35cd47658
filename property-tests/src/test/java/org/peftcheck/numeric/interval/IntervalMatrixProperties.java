package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.exact.RationalMatrix;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class IntervalMatrixProperties {

    record Factors(RationalMatrix w, RationalMatrix one, RationalMatrix two) {}

    @Provide
    Arbitrary<Factors> factors() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 4);
        return Combinators.combine(size, size, size)
                .flatAs((d1, d2, h) -> Combinators.combine(matrix(d1, d2), matrix(d2, h), matrix(h, d2))
                        .as(Factors::new));
    }

    private static Arbitrary<RationalMatrix> matrix(int rows, int columns) {
        Arbitrary<BigFraction> fraction = Combinators.combine(
                        Arbitraries.integers().between(-9, 9),
                        Arbitraries.integers().between(1, 12))
                .as(BigFraction::new);
        Arbitrary<BigFraction> entry = Arbitraries.oneOf(fraction, Doubles.any().map(Interval::exactly));
        return entry.list().ofSize(rows * columns).map(list -> fill(rows, columns, list));
    }

    private static RationalMatrix fill(int rows, int columns, List<BigFraction> list) {
        return RationalMatrix.of(rows, columns, (i, j) -> list.get(i * columns + j));
    }

    @Property(tries = 1000, seed = "211")
    void matrixOperationsHoldTheExactOnes(@ForAll("factors") Factors given) {
        IntervalMatrix w = IntervalMatrix.of(given.w());
        IntervalMatrix one = IntervalMatrix.of(given.one());
        assertTrue(w.contains(given.w()));
        assertTrue(w.times(one).contains(given.w().times(given.one())));
        assertTrue(w.minus(w.scale(Interval.of(3))).contains(given.w().scale(new BigFraction(-2))));
        assertTrue(one.plus(IntervalMatrix.of(given.two().transpose()))
                .contains(given.one().plus(given.two().transpose())));
        Doubles.corner("1x1", w.rows() == 1 && w.columns() == 1);
    }

    @Property(tries = 1000, seed = "212")
    void aMatrixThatDiffersInOneEntryIsNotHeld(@ForAll("factors") Factors given) {
        IntervalMatrix w = IntervalMatrix.of(given.w());
        BigFraction far =
                Interval.exactly(Math.min(1e300, Math.nextUp(w.get(0, 0).hi()))).add(BigFraction.ONE);
        boolean inside = w.get(0, 0).contains(far);
        RationalMatrix other = RationalMatrix.of(
                w.rows(),
                w.columns(),
                (i, j) -> i == 0 && j == 0 ? far : given.w().get(i, j));
        Doubles.corner("outside", !inside);
        assertEquals(inside, w.contains(other));
    }

    @Property(tries = 1000, seed = "213")
    void theFrobeniusNormHoldsTheRootOfTheExactSum(@ForAll("factors") Factors given) {
        Interval norm = IntervalMatrix.of(given.w()).frobeniusNorm();
        BigFraction exact = given.w().squaredFrobeniusNorm();
        BigFraction lo = Interval.exactly(norm.lo());
        assertTrue(lo.multiply(lo).compareTo(exact) <= 0);
        if (Double.isFinite(norm.hi())) {
            BigFraction hi = Interval.exactly(norm.hi());
            assertTrue(hi.multiply(hi).compareTo(exact) >= 0);
            assertTrue(norm.hi() <= norm.lo() * (1 + 1e-13) + 3 * Double.MIN_VALUE, norm::toString);
        }
        Doubles.corner("huge", norm.hi() > 0x1p600);
        Doubles.corner("moderate", norm.hi() < 100);
    }

    @Property(tries = 1000, seed = "214")
    void theIntervalReadingOfARectifiedUpdateHoldsTheExactReading(@ForAll("factors") Factors given) {
        for (Activation sigma : List.of(Activation.RELU, Activation.LEAKY_RELU)) {
            RationalMatrix exact = update(new RationalAlgebra(), sigma, given.w(), given.one(), given.two());
            IntervalMatrix enclosure = update(
                    new IntervalAlgebra(),
                    sigma,
                    IntervalMatrix.of(given.w()),
                    IntervalMatrix.of(given.one()),
                    IntervalMatrix.of(given.two()));
            assertTrue(enclosure.contains(exact));
        }
    }

    private static <M> M update(MatrixAlgebra<M> algebra, Activation sigma, M w, M one, M two) {
        M product = algebra.times(algebra.activate(sigma, algebra.times(w, one)), two);
        return algebra.minus(algebra.plus(w, algebra.scale(new BigFraction(16, 3), product)), product);
    }
}
