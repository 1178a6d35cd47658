package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

class ComplementarityTest {

    private static final Activation.LeakyRelu LEAKY = new Activation.LeakyRelu(new BigFraction(1, 10));

    @Test
    void lemkeSolvesASmallProblem() {
        RationalMatrix m = RationalMatrix.ofIntegers(new long[][] {{2, 1}, {1, 2}});
        RationalMatrix q = RationalMatrix.ofIntegers(new long[][] {{-5}, {-6}});
        Lemke.Solution pair = Lemke.solve(m, q).orElseThrow();
        assertEquals(RationalMatrix.zero(2, 1), pair.y());
        assertEquals(RationalMatrix.of(2, 1, (i, j) -> new BigFraction(i == 0 ? 4 : 7, 3)), pair.mu());
    }

    @Test
    void lemkeNeedsNothingWhenTheVectorIsNonNegative() {
        RationalMatrix q = RationalMatrix.ofIntegers(new long[][] {{0}, {6}});
        Lemke.Solution pair = Lemke.solve(RationalMatrix.identity(2), q).orElseThrow();
        assertEquals(q, pair.y());
        assertTrue(pair.mu().isZero());
    }

    @Test
    void lemkeEndsOnARayWhenNothingIsFeasible() {
        RationalMatrix q = RationalMatrix.ofIntegers(new long[][] {{1}, {-1}});
        assertEquals(Optional.empty(), Lemke.solve(RationalMatrix.zero(2, 2), q));
    }

    @Test
    void lemkeRefusesOtherShapes() {
        assertEquals(
                "complementarity problem: expected a square matrix, got 2x3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Lemke.solve(RationalMatrix.zero(2, 3), RationalMatrix.zero(2, 1)))
                        .getMessage());
        assertEquals(
                "complementarity problem: expected a vector of 2x1, got 3x1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Lemke.solve(RationalMatrix.identity(2), RationalMatrix.zero(3, 1)))
                        .getMessage());
    }

    @Test
    void coneProjectionRealisesTheProjectionOfANonNegativeVector() {
        RandomMatrices random = new RandomMatrices(31);
        for (int draw = 0; draw < 40; draw++) {
            RationalMatrix w0 = random.ofRank(8, 5, 1 + draw % 5);
            RationalMatrix a = random.nonNegative(8, 4);
            check(w0, a, ConeProjection.project(w0, a));
        }
    }

    @Test
    void coneProjectionOfTwentyRowsIsFast() {
        RandomMatrices random = new RandomMatrices(32);
        RationalMatrix w0 = random.integers(20, 10, 9);
        RationalMatrix a = random.nonNegative(20, 9);
        assertTimeout(Duration.ofSeconds(10), () -> check(w0, a, ConeProjection.project(w0, a)));
    }

    @Test
    void coneProjectionRefusesANegativeVector() {
        RationalMatrix a = RationalMatrix.ofIntegers(new long[][] {{1}, {-2}});
        assertEquals(
                "cone projection: expected a non-negative vector, got -2 in row 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ConeProjection.project(RationalMatrix.identity(2), a))
                        .getMessage());
        assertEquals(
                "cone projection: expected a vector of 3x1, got 2x1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ConeProjection.project(RationalMatrix.identity(3), a))
                        .getMessage());
    }

    @Test
    void leakyEquationIsSolvedExactlyByBothRoutes() {
        RandomMatrices random = new RandomMatrices(33);
        for (int draw = 0; draw < 40; draw++) {
            RationalMatrix w0 = random.ofRank(7, 4, 1 + draw % 4);
            RationalMatrix a = random.integers(7, 1, 9);
            RationalMatrix theta = MonotoneRangeSolver.solve(LEAKY, w0, a);
            RationalMatrix image = MonotoneRangeSolver.apply(LEAKY, w0.times(theta));
            assertEquals(w0.transpose().times(a), w0.transpose().times(image));
            assertEquals(theta, new MonotoneRangeSolver(LEAKY, w0, a).complementarity());
        }
    }

    @Test
    void leakyEquationIsSolvedWhereNewtonCycles() {
        Activation.LeakyRelu sigma = new Activation.LeakyRelu(new BigFraction(1, 1000));
        RationalMatrix w0 =
                RationalMatrix.ofIntegers(new long[][] {{-2, -3, 0}, {-3, 0, 7}, {4, -4, 0}, {3, -6, -1}, {0, 4, -1}});
        RationalMatrix a = RationalMatrix.ofIntegers(new long[][] {{-5}, {-3}, {4}, {-2}, {7}});
        assertEquals(Optional.empty(), new MonotoneRangeSolver(sigma, w0, a).newton());
        RationalMatrix image = MonotoneRangeSolver.apply(sigma, w0.times(MonotoneRangeSolver.solve(sigma, w0, a)));
        assertEquals(w0.transpose().times(a), w0.transpose().times(image));
    }

    @Test
    void leakyEquationOfFortyByTenIsFast() {
        RandomMatrices random = new RandomMatrices(34);
        RationalMatrix w0 = random.integers(40, 10, 9);
        RationalMatrix a = random.integers(40, 1, 9);
        assertTimeout(Duration.ofSeconds(10), () -> MonotoneRangeSolver.solve(LEAKY, w0, a));
    }

    @Test
    void leakyEquationWithZeroWeightHasTheZeroSolution() {
        RationalMatrix a = RationalMatrix.ofIntegers(new long[][] {{1}, {-2}});
        assertEquals(RationalMatrix.zero(3, 1), MonotoneRangeSolver.solve(LEAKY, RationalMatrix.zero(2, 3), a));
    }

    @Test
    void leakyEquationRefusesAnotherShape() {
        assertEquals(
                "monotone equation: expected a vector of 3x1, got 2x1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MonotoneRangeSolver.solve(
                                        LEAKY, RationalMatrix.identity(3), RationalMatrix.zero(2, 1)))
                        .getMessage());
    }

    private static void check(RationalMatrix w0, RationalMatrix a, ConeProjection found) {
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w0);
        RationalMatrix relu = w0.times(found.theta()).map(x -> x.signum() < 0 ? BigFraction.ZERO : x);
        assertEquals(found.y(), relu);
        assertEquals(p.times(a), p.times(relu));
        assertEquals(found.w(), found.y().minus(found.mu()));
        assertEquals(found.w(), w0.times(found.theta()));
        assertTrue(AlternativesTest.isNonNegative(found.mu()));
    }
}
