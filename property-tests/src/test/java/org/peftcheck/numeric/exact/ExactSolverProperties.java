package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.peftcheck.theory.exact.RationalMatrix;

@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class ExactSolverProperties {

    record Equations(RationalMatrix a, RationalMatrix x, RationalMatrix b) {}

    @Provide
    Arbitrary<Equations> equations() {
        return Combinators.combine(
                        RationalMatrices.shapes(5, 5), Arbitraries.integers().between(1, 2))
                .flatAs((s, p) -> Combinators.combine(
                                RationalMatrices.ofShape(s.rows(), s.columns()),
                                RationalMatrices.ofShape(s.columns(), p),
                                RationalMatrices.ofShape(s.rows(), p))
                        .as(Equations::new));
    }

    @Provide
    Arbitrary<RationalMatrix> squares() {
        return RationalMatrices.squareUpTo(5);
    }

    @Property(tries = 3000, seed = "111")
    void aConsistentSystemIsSolved(@ForAll("equations") Equations given) {
        RationalMatrices.cover(given.a());
        RationalMatrix b = given.a().times(given.x());
        assertEquals(b, given.a().times(ExactSolver.solve(given.a(), b).orElseThrow()));
    }

    @Property(tries = 3000, seed = "112")
    void aSystemIsSolvedExactlyWhenTheRankDoesNotGrow(@ForAll("equations") Equations given) {
        boolean consistent = ExactRank.of(given.a().beside(given.b())) == ExactRank.of(given.a());
        Optional<RationalMatrix> x = ExactSolver.solve(given.a(), given.b());
        RationalMatrices.corner("consistent", consistent);
        RationalMatrices.corner("inconsistent", !consistent);
        assertEquals(consistent, x.isPresent());
        x.ifPresent(found -> assertEquals(given.b(), given.a().times(found)));
    }

    @Property(tries = 3000, seed = "113")
    void aSquareMatrixHasAnInverseExactlyWhenItHasFullRank(@ForAll("squares") RationalMatrix a) {
        RationalMatrices.cover(a);
        boolean regular = ExactRank.of(a) == a.rows();
        RationalMatrices.corner("regular", regular);
        Optional<RationalMatrix> inverse = ExactSolver.inverse(a);
        assertEquals(regular, inverse.isPresent());
        RationalMatrix identity = RationalMatrix.identity(a.rows());
        assertTrue(inverse.isEmpty() || a.times(inverse.get()).equals(identity));
        assertTrue(inverse.isEmpty() || inverse.get().times(a).equals(identity));
    }
}
