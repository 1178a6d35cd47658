package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class ComplementarityProperties {

    record Problem(RationalMatrix w0, RationalMatrix vector) {}

    @Provide
    Arbitrary<Problem> anyVector() {
        return RationalMatrices.shapes(6, 4)
                .flatMap(s -> Combinators.combine(
                                RationalMatrices.ofShape(s.rows(), s.columns()), RationalMatrices.ofShape(s.rows(), 1))
                        .as(Problem::new));
    }

    @Provide
    Arbitrary<Problem> nonNegativeVector() {
        return RationalMatrices.shapes(6, 4)
                .flatMap(s -> Combinators.combine(
                                RationalMatrices.ofShape(s.rows(), s.columns()),
                                RationalMatrices.nonNegativeColumn(s.rows()))
                        .as(Problem::new));
    }

    @Property(tries = 1000, seed = "141")
    void lemkeSolvesSemidefiniteProblemsOrTheyAreInfeasible(@ForAll("anyVector") Problem given) {
        RationalMatrices.cover(given.w0());
        RationalMatrix m = given.w0().times(given.w0().transpose());
        RationalMatrix q = given.vector();
        Optional<Lemke.Solution> pair = Lemke.solve(m, q);
        RationalMatrices.corner("solved", pair.isPresent());
        RationalMatrices.corner("infeasible", pair.isEmpty());
        if (pair.isPresent()) {
            assertTrue(isComplementary(m, q, pair.get()));
        } else {
            RationalMatrix system = RationalMatrix.identity(q.rows()).beside(m.scale(BigFraction.MINUS_ONE));
            assertInstanceOf(FarkasAlternative.Separation.class, FarkasAlternative.decide(system, q));
        }
    }

    @Property(tries = 1000, seed = "142")
    void exchangingThePartsOfASolutionIsNoticed(@ForAll("anyVector") Problem given) {
        RationalMatrix m = given.w0()
                .times(given.w0().transpose())
                .plus(RationalMatrix.identity(given.w0().rows()));
        Lemke.Solution pair = Lemke.solve(m, given.vector()).orElseThrow();
        assertTrue(isComplementary(m, given.vector(), pair));
        Lemke.Solution exchanged = new Lemke.Solution(pair.mu(), pair.y());
        boolean zero = given.vector().isZero();
        RationalMatrices.corner("zero vector", zero);
        assertEquals(zero, isComplementary(m, given.vector(), exchanged));
    }

    @Property(tries = 1000, seed = "143")
    void theReluOfTheConeProjectionHasTheSameProjection(@ForAll("nonNegativeVector") Problem given) {
        RationalMatrices.cover(given.w0());
        RationalMatrix w0 = given.w0();
        ConeProjection found = ConeProjection.project(w0, given.vector());
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w0);
        RationalMatrix relu = found.w().map(x -> x.signum() > 0 ? x : BigFraction.ZERO);
        assertEquals(ExactRank.of(w0), ExactRank.of(w0.beside(found.w())));
        assertEquals(found.w(), w0.times(found.theta()));
        assertEquals(found.y(), relu);
        assertEquals(p.times(given.vector()), p.times(relu));
        RationalMatrices.corner("ReLU cuts something off", !found.mu().isZero());
        RationalMatrices.corner("ReLU keeps everything", found.mu().isZero());
    }

    @Property(tries = 1000, seed = "144")
    void aVectorOfTheConeIsItsOwnProjection(@ForAll("nonNegativeVector") Problem given) {
        RationalMatrix w0 = given.w0();
        RationalMatrix own = w0.beside(given.vector());
        ConeProjection found = ConeProjection.project(own, given.vector());
        assertEquals(given.vector(), found.y());
        assertTrue(found.mu().isZero());
    }

    @Property(tries = 1000, seed = "145")
    void theLeakyEquationHoldsExactly(
            @ForAll("anyVector") Problem given, @ForAll @IntRange(min = 1, max = 19) int twentieths) {
        RationalMatrices.cover(given.w0());
        Activation.LeakyRelu sigma = new Activation.LeakyRelu(new BigFraction(twentieths, 20));
        RationalMatrix theta = MonotoneRangeSolver.solve(sigma, given.w0(), given.vector());
        RationalMatrix w = given.w0().times(theta);
        RationalMatrix image = MonotoneRangeSolver.apply(sigma, w);
        RationalMatrix transposed = given.w0().transpose();
        assertEquals(transposed.times(given.vector()), transposed.times(image));
        RationalMatrices.corner("a negative value", !RationalMatrices.isNonNegative(w));
    }

    private static boolean isComplementary(RationalMatrix m, RationalMatrix q, Lemke.Solution pair) {
        return RationalMatrices.isNonNegative(pair.y())
                && RationalMatrices.isNonNegative(pair.mu())
                && pair.y().equals(q.plus(m.times(pair.mu())))
                && pair.y().transpose().times(pair.mu()).isZero();
    }
}
