package org.peftcheck.numeric.kronecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.exact.ExactRealMatrix;

class KroneckerSearchTest {

    /** Rounding θ costs 2^−10 of the tolerance at most. */
    private static final double ROUNDED = 1 + 0x1p-10;

    static PhaseTarget sineTarget(double[] values, double tolerance) {
        double[][] preimages = Arrays.stream(values)
                .map(a -> Math.asin(a) / (2 * Math.PI))
                .mapToObj(phase -> new double[] {phase, 0.5 - phase})
                .toArray(double[][]::new);
        return new PhaseTarget(values, preimages, x -> Math.sin(2 * Math.PI * x), tolerance, tolerance / (2 * Math.PI));
    }

    static double[] random(int d, long seed) {
        return new Random(seed).doubles(d, -1, 1).toArray();
    }

    /** The true error of θ, by long arithmetic of its own: W θ mod 1 from W in 4000 bits. */
    static double trueError(ExactRealMatrix w, double[] values, SearchOutcome.Parameter theta) {
        int bits = 6000;
        BigInteger[][] numbers = w.fixedPoint(bits);
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            BigInteger sum = BigInteger.ZERO;
            for (int l = 0; l < w.columns(); l++) {
                sum = sum.add(numbers[i][l].multiply(theta.numerators().get(l)));
            }
            int places = bits + theta.fractionBits();
            BigInteger fraction = sum.subtract(sum.shiftRight(places).shiftLeft(places));
            double phase = new BigDecimal(fraction.shiftRight(places - 100)).doubleValue() * 0x1p-100;
            worst = Math.max(worst, Math.abs(Math.sin(2 * Math.PI * phase) - values[i]));
        }
        return worst;
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1e-6",
        "2,1,1e-9",
        "3,1,1e-2",
        "5,1,1e-6",
        "8,2,1e-4",
        "24,1,1e-3",
        "24,5,1e-3",
        "40,1,1e-2",
        "40,13,1e-5",
        "6,6,1e-8",
        "3,7,1e-8",
        "33,32,1e-6"
    })
    void findsParametersOfSeveralTargets(int d, int k, double tolerance) {
        ExactRealMatrix w = ExactRealMatrix.squareRootsOfPrimes(d, k);
        List<PhaseTarget> targets = List.of(
                sineTarget(random(d, 1), tolerance),
                sineTarget(random(d, 2), tolerance),
                sineTarget(new double[d], tolerance));
        List<Integer> stages = new ArrayList<>();
        SearchOutcome outcome =
                KroneckerSearch.run(w::fixedPoint, targets, 1, (stage, bits, error) -> stages.add(stage));
        SearchOutcome.Found found = assertInstanceOf(SearchOutcome.Found.class, outcome);
        assertEquals(found.stages(), stages.size());
        for (int t = 0; t < targets.size(); t++) {
            SearchOutcome.Parameter theta = found.parameters().get(t);
            double error = trueError(w, targets.get(t).values(), theta);
            assertTrue(error <= ROUNDED * tolerance, "d " + d + ", k " + k + ", target " + t + ": " + error);
        }
    }

    @Test
    void extremeValuesAreReached() {
        ExactRealMatrix w = ExactRealMatrix.squareRootsOfPrimes(4, 1);
        double[] values = {1, -1, 0, 1};
        SearchOutcome.Found found = (SearchOutcome.Found)
                KroneckerSearch.run(w::fixedPoint, List.of(sineTarget(values, 1e-6)), 3, (s, b, e) -> {});
        assertTrue(trueError(w, values, found.parameters().get(0)) <= ROUNDED * 1e-6);
    }

    @Test
    void dependentNumbersStall() {
        BigInteger three = BigInteger.valueOf(3);
        ExactRealMatrix roots = ExactRealMatrix.squareRootsOfPrimes(3, 1);
        FixedPointNumbers dependent = bits -> {
            BigInteger[][] w = roots.fixedPoint(bits);
            w[2][0] = w[0][0].multiply(three).subtract(w[1][0]);
            return w;
        };
        SearchOutcome outcome =
                KroneckerSearch.run(dependent, List.of(sineTarget(random(3, 5), 1e-6)), 1, (s, b, e) -> {});
        SearchOutcome.Stalled stalled = assertInstanceOf(SearchOutcome.Stalled.class, outcome);
        assertTrue(stalled.reason().contains("expected to be off by"), stalled.reason());
    }

    @Test
    void zerosStall() {
        FixedPointNumbers zeros = bits -> new BigInteger[][] {{BigInteger.ZERO}, {BigInteger.ZERO}};
        assertInstanceOf(
                SearchOutcome.Stalled.class,
                KroneckerSearch.run(zeros, List.of(sineTarget(random(2, 5), 1e-3)), 1, (s, b, e) -> {}));
    }

    @Test
    void anInterruptEndsTheSearch() {
        ExactRealMatrix w = ExactRealMatrix.squareRootsOfPrimes(30, 1);
        SearchOutcome outcome =
                KroneckerSearch.run(w::fixedPoint, List.of(sineTarget(random(30, 5), 1e-6)), 1, (stage, b, e) -> {
                    if (stage == 3) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertTrue(Thread.interrupted());
        assertEquals(
                3, assertInstanceOf(SearchOutcome.Interrupted.class, outcome).stages());
    }

    @Test
    void refusesTargetsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> sineTarget(new double[] {Double.NaN}, 1e-3));
        assertThrows(IllegalArgumentException.class, () -> sineTarget(new double[] {}, 1e-3));
        assertThrows(IllegalArgumentException.class, () -> sineTarget(new double[] {0}, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> KroneckerSearch.run(
                        ExactRealMatrix.squareRootsOfPrimes(2, 1)::fixedPoint, List.of(), 1, (s, b, e) -> {}));
    }

    @Test
    void equalRowsOfTwoColumnsStall() {
        ExactRealMatrix roots = ExactRealMatrix.squareRootsOfPrimes(48, 2);
        FixedPointNumbers dependent = bits -> {
            BigInteger[][] w = roots.fixedPoint(bits);
            w[47] = w[0].clone();
            return w;
        };
        SearchOutcome outcome =
                KroneckerSearch.run(dependent, List.of(sineTarget(random(48, 7), 1e-6)), 1, (s, b, e) -> {});
        assertInstanceOf(SearchOutcome.Stalled.class, outcome);
    }

    @Test
    void refusesTargetsOfAnotherLength() {
        FixedPointNumbers w = ExactRealMatrix.squareRootsOfPrimes(4, 1)::fixedPoint;
        for (int other : new int[] {3, 5}) {
            List<PhaseTarget> targets = List.of(sineTarget(random(4, 1), 1e-3), sineTarget(random(other, 1), 1e-3));
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> KroneckerSearch.run(w, targets, 1, (s, b, e) -> {}));
            assertEquals(
                    "search: target 1: expected as many values as W has rows, 4, got " + other, refused.getMessage());
        }
    }

    @Test
    void refusesPhasesThatAreNone() {
        double[][] phases = {{Double.NaN}};
        assertThrows(
                IllegalArgumentException.class, () -> new PhaseTarget(new double[] {0}, phases, x -> x, 1e-3, 1e-4));
    }

    @Test
    void aZeroRowStalls() {
        ExactRealMatrix roots = ExactRealMatrix.squareRootsOfPrimes(32, 2);
        FixedPointNumbers withZeros = bits -> {
            BigInteger[][] w = roots.fixedPoint(bits);
            Arrays.fill(w[5], BigInteger.ZERO);
            return w;
        };
        assertInstanceOf(
                SearchOutcome.Stalled.class,
                KroneckerSearch.run(withZeros, List.of(sineTarget(random(32, 5), 1e-6)), 1, (s, b, e) -> {}));
    }

    @Test
    void bitsCountEveryNumberInFullAndItsSign() {
        List<BigInteger> numerators = List.of(BigInteger.valueOf(-5), BigInteger.ZERO, BigInteger.valueOf(255));
        assertEquals(27, new SearchOutcome.Parameter(numerators, 3, 0, 1).bits());
    }
}
