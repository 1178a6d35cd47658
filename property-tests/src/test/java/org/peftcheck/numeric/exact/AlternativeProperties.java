package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Both sides of each alternative are checked by multiplication; that excludes the other side. */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class AlternativeProperties {

    record Equations(RationalMatrix a, RationalMatrix b) {}

    @Provide
    Arbitrary<RationalMatrix> weights() {
        return RationalMatrices.upTo(7, 4);
    }

    @Provide
    Arbitrary<Equations> equations() {
        return RationalMatrices.shapes(4, 6)
                .flatMap(s -> Combinators.combine(
                                RationalMatrices.ofShape(s.rows(), s.columns()),
                                RationalMatrices.ofShape(s.rows(), 1),
                                RationalMatrices.nonNegativeColumn(s.columns()),
                                Arbitraries.of(true, false))
                        .as((a, b, x, solvable) -> new Equations(a, solvable ? a.times(x) : b)));
    }

    @Property(tries = 3000, seed = "131")
    void farkas(@ForAll("equations") Equations given) {
        FarkasAlternative side = FarkasAlternative.decide(given.a(), given.b());
        RationalMatrices.corner("solution", side instanceof FarkasAlternative.Solution);
        RationalMatrices.corner("separation", side instanceof FarkasAlternative.Separation);
        if (side instanceof FarkasAlternative.Solution solution) {
            assertTrue(RationalMatrices.isNonNegative(solution.x()));
            assertEquals(given.b(), given.a().times(solution.x()));
        } else {
            RationalMatrix pi = ((FarkasAlternative.Separation) side).multipliers();
            RationalMatrix prices = given.a().transpose().times(pi);
            assertTrue(RationalMatrices.isNonNegative(prices.scale(BigFraction.MINUS_ONE)));
            assertTrue(given.b().transpose().times(pi).get(0, 0).signum() > 0);
        }
    }

    @Property(tries = 3000, seed = "132")
    void gordan(@ForAll("weights") RationalMatrix w0) {
        RationalMatrices.cover(w0);
        PositiveVectorAlternative side = PositiveVectorAlternative.decide(w0);
        boolean positive = side instanceof PositiveVectorAlternative.PositiveVector;
        RationalMatrices.corner("positive vector", positive);
        RationalMatrices.corner("annihilator", !positive);
        assertTrue(holds(w0, side));
    }

    @Property(tries = 3000, seed = "133")
    void aWitnessOfGordanDoesNotServeTheReflectedProblem(@ForAll("weights") RationalMatrix w0) {
        PositiveVectorAlternative side = PositiveVectorAlternative.decide(w0);
        if (side instanceof PositiveVectorAlternative.PositiveVector) {
            assertFalse(holds(w0.scale(BigFraction.MINUS_ONE), side));
        } else {
            RationalMatrix shifted = w0.map(x -> x.add(BigFraction.ONE));
            assertFalse(holds(shifted, side));
        }
    }

    @Property(tries = 3000, seed = "134")
    void stiemke(@ForAll("weights") RationalMatrix w0) {
        RationalMatrices.cover(w0);
        StrictAlternative side = StrictAlternative.decide(w0);
        boolean trivialCone = side instanceof StrictAlternative.PositiveAnnihilator;
        RationalMatrices.corner("cone is zero", trivialCone);
        RationalMatrices.corner("cone has a vector", !trivialCone);
        if (side instanceof StrictAlternative.PositiveAnnihilator annihilator) {
            assertTrue(RationalMatrices.isAtLeastOne(annihilator.y()));
            assertTrue(w0.transpose().times(annihilator.y()).isZero());
        } else {
            RationalMatrix v = w0.times(((StrictAlternative.NonNegativeVector) side).theta());
            assertTrue(RationalMatrices.isNonNegative(v));
            assertFalse(v.isZero());
        }
    }

    @Property(tries = 3000, seed = "135")
    void aPositiveVectorIsANonNegativeOne(@ForAll("weights") RationalMatrix w0) {
        boolean positive = PositiveVectorAlternative.decide(w0) instanceof PositiveVectorAlternative.PositiveVector;
        if (positive) {
            assertInstanceOf(StrictAlternative.NonNegativeVector.class, StrictAlternative.decide(w0));
        }
        RationalMatrices.corner("positive", positive);
    }

    @Property(tries = 3000, seed = "136")
    void theSidesDependOnTheColumnSpaceAndTheDirectionsOfRowsOnly(@ForAll("weights") RationalMatrix w0) {
        RationalMatrix mixing = RationalMatrix.of(
                w0.columns(),
                w0.columns(),
                (i, j) -> i > j ? BigFraction.ZERO : new BigFraction(i == j ? -2 : 3, i + 1));
        RationalMatrix same = RationalMatrix.of(
                        w0.rows(),
                        w0.columns(),
                        (i, j) -> w0.get(w0.rows() - 1 - i, j).multiply(new BigFraction(5, i + 1)))
                .times(mixing);
        assertEquals(
                PositiveVectorAlternative.decide(w0).getClass(),
                PositiveVectorAlternative.decide(same).getClass());
        assertEquals(
                StrictAlternative.decide(w0).getClass(),
                StrictAlternative.decide(same).getClass());
    }

    private static boolean holds(RationalMatrix w0, PositiveVectorAlternative side) {
        if (side instanceof PositiveVectorAlternative.PositiveVector vector) {
            return RationalMatrices.isAtLeastOne(w0.times(vector.theta()));
        }
        RationalMatrix y = ((PositiveVectorAlternative.NonNegativeAnnihilator) side).y();
        return RationalMatrices.isNonNegative(y)
                && RationalMatrices.sum(y).equals(BigFraction.ONE)
                && w0.transpose().times(y).isZero();
    }
}
