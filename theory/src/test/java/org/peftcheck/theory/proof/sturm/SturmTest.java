package org.peftcheck.theory.proof.sturm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SturmTest {

    private static final BigFraction ONE = BigFraction.ONE;
    private static final BigFraction HALF = new BigFraction(1, 2);
    private static final UnivariatePolynomial SQUARE = UnivariatePolynomial.of(1, -2, 1);

    private static int roots(UnivariatePolynomial polynomial, RootInterval interval) {
        return SturmCount.of(polynomial, interval).roots();
    }

    @Test
    void countsDistinctRoots() {
        UnivariatePolynomial cubic = UnivariatePolynomial.of(0, -1, 0, 1);
        assertEquals(3, roots(cubic, RootInterval.LINE));
        assertEquals(2, roots(cubic, RootInterval.of(-1, 1)));
        assertEquals(1, roots(cubic, RootInterval.of(0, 1)));
        assertEquals(0, roots(UnivariatePolynomial.of(1, 0, 1), RootInterval.LINE));
        assertEquals(1, roots(SQUARE, RootInterval.of(0, 1)));
        assertEquals(0, roots(SQUARE, RootInterval.of(1, 2)));
        assertEquals(0, roots(UnivariatePolynomial.of(5), RootInterval.LINE));
        assertThrows(IllegalArgumentException.class, () -> roots(UnivariatePolynomial.ZERO, RootInterval.LINE));
        assertThrows(IllegalArgumentException.class, () -> RootInterval.of(1, 1));
    }

    @Test
    void chebyshevPolynomialsHaveAllRootsInside() {
        UnivariatePolynomial one = UnivariatePolynomial.of(1);
        for (int n = 1; n <= 8; n++) {
            UnivariatePolynomial first = Chebyshev.first(n);
            UnivariatePolynomial second = Chebyshev.second(n - 1);
            assertEquals(n, roots(first, RootInterval.of(-1, 1)));
            assertEquals(n - 1, roots(second, RootInterval.of(-1, 1)));
            assertEquals(n, SturmCount.isolate(first, RootInterval.of(-1, 1)).size());
            UnivariatePolynomial pell = first.times(first)
                    .minus(UnivariatePolynomial.of(-1, 0, 1).times(second).times(second));
            assertEquals(one, pell);
            assertEquals(new BigFraction(n), second.at(ONE));
        }
        assertEquals("4 x^2 + -1", Chebyshev.second(2).toString());
        assertThrows(IllegalArgumentException.class, () -> Chebyshev.first(-1));
    }

    @Test
    void aWrongCountOrSequenceIsRefused() {
        SturmCount good = SturmCount.of(Chebyshev.first(3), RootInterval.of(-1, 1));
        UnivariatePolynomial polynomial = good.polynomial();
        assertThrows(
                IllegalArgumentException.class, () -> new SturmCount(polynomial, good.interval(), good.sequence(), 2));
        List<UnivariatePolynomial> flipped = new ArrayList<>(good.sequence());
        flipped.set(2, flipped.get(2).scale(BigFraction.MINUS_ONE));
        assertThrows(IllegalArgumentException.class, () -> new SturmCount(polynomial, good.interval(), flipped, 3));
        List<UnivariatePolynomial> shorter = good.sequence().subList(0, 3);
        assertThrows(IllegalArgumentException.class, () -> new SturmCount(polynomial, good.interval(), shorter, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SturmCount(Chebyshev.first(4), good.interval(), good.sequence(), 3));
        List<UnivariatePolynomial> multiple = List.of(SQUARE, SQUARE.derivative());
        assertThrows(IllegalArgumentException.class, () -> new SturmCount(SQUARE, RootInterval.LINE, multiple, 1));
        UnivariatePolynomial product = SQUARE.times(UnivariatePolynomial.of(-2, 1));
        SturmCount part = SturmCount.of(SQUARE, RootInterval.LINE);
        assertThrows(
                IllegalArgumentException.class, () -> new SturmCount(product, RootInterval.LINE, part.sequence(), 1));
    }

    @Test
    void nonNegativityOnAnInterval() {
        assertTrue(NonNegativity.find(SQUARE, BigFraction.ZERO, BigFraction.TWO).isPresent());
        assertTrue(NonNegativity.find(SQUARE, ONE, BigFraction.TWO).isPresent());
        UnivariatePolynomial line = UnivariatePolynomial.X;
        assertTrue(NonNegativity.find(line, BigFraction.ZERO, ONE).isPresent());
        assertTrue(NonNegativity.find(line, BigFraction.MINUS_ONE, ONE).isEmpty());
        assertTrue(NonNegativity.find(UnivariatePolynomial.of(-1), BigFraction.ZERO, ONE)
                .isEmpty());
        UnivariatePolynomial dips = UnivariatePolynomial.of(-1, 0, 4);
        List<BigFraction> ends = List.of(BigFraction.MINUS_ONE, ONE);
        assertThrows(IllegalArgumentException.class, () -> new NonNegativity(dips, BigFraction.MINUS_ONE, ONE, ends));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NonNegativity(line, BigFraction.MINUS_ONE, ONE, List.of(HALF)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NonNegativity(line, BigFraction.MINUS_ONE, ONE, Collections.emptyList()));
        UnivariatePolynomial falls = UnivariatePolynomial.of(1, -2);
        assertThrows(
                IllegalArgumentException.class,
                () -> new NonNegativity(falls, BigFraction.ZERO, ONE, List.of(BigFraction.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "3,4", "2,5", "5,2", "3,5", "5,7", "4,9"})
    void everyDirectionIsReached(int p, int q) {
        SineDirections directions = SineDirections.find(p, q, 2 * (p + q)).orElseThrow();
        assertEquals(p, directions.p());
        UnivariatePolynomial numerator = Chebyshev.second(p - 1);
        UnivariatePolynomial denominator = Chebyshev.second(q - 1);
        for (int k = -20; k <= 20; k++) {
            UnivariatePolynomial f = numerator.minus(denominator.scale(new BigFraction(k, 7)));
            assertTrue(roots(f, RootInterval.of(-1, 1)) > 0, f::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"2,1", "1,2", "1,1", "2,4", "3,6", "3,1"})
    void someDirectionIsNotReached(int p, int q) {
        assertTrue(SineDirections.find(p, q, 24).isEmpty());
    }

    @Test
    void wrongDirectionsAreRefused() {
        SineDirections good = SineDirections.find(2, 3, 12).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new SineDirections(2, 3, good.below(), good.above()));
        assertThrows(IllegalArgumentException.class, () -> new SineDirections(2, 5, good.above(), good.below()));
        assertThrows(IllegalArgumentException.class, () -> new SineDirections(2, 1, good.above(), good.below()));
        assertThrows(IllegalArgumentException.class, () -> new SineDirections(3, 3, good.above(), good.below()));
        assertThrows(IllegalArgumentException.class, () -> new ConvexCombination(ONE, HALF, HALF));
        assertThrows(IllegalArgumentException.class, () -> new ConvexCombination(HALF, HALF, BigFraction.TWO));
    }

    @Test
    void aRelationWithAnEntryOneKeepsADistance() {
        for (int p = 2; p <= 6; p++) {
            BigFraction bound = new BigFraction(1, 1 + p * p);
            SineDistance distance = SineDistance.find(p, bound).orElseThrow();
            assertEquals(bound, distance.squaredDistance());
            BigFraction closer = bound.add(new BigFraction(1, 1000));
            assertTrue(SineDistance.find(p, closer).isEmpty());
        }
        SineDistance good = SineDistance.find(2, new BigFraction(1, 5)).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new SineDistance(3, new BigFraction(1, 5), good.evidence()));
        assertThrows(IllegalArgumentException.class, () -> new SineDistance(2, new BigFraction(1, 4), good.evidence()));
        NonNegativity half = NonNegativity.find(good.evidence().polynomial(), BigFraction.ZERO, ONE)
                .orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new SineDistance(2, new BigFraction(1, 5), half));
    }

    @Test
    void threeRowsKeepADistanceThoughEveryTwoReachAll() {
        List<Integer> weight = List.of(6, 10, 15);
        List<Integer> target = List.of(1, -1, -3);
        SineCurveDistance good =
                SineCurveDistance.find(weight, target, BigFraction.ONE).orElseThrow();
        assertTrue(
                SineCurveDistance.find(weight, target, new BigFraction(11, 10)).isEmpty());
        assertTrue(SineCurveDistance.find(List.of(6, 10), List.of(1, -1), new BigFraction(1, 1000))
                .isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SineCurveDistance(weight, List.of(1, 1, 3), BigFraction.ONE, good.evidence()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SineCurveDistance(List.of(6, 10, 14), target, BigFraction.ONE, good.evidence()));
        NonNegativity half = NonNegativity.find(good.evidence().polynomial(), BigFraction.ZERO, ONE)
                .orElseThrow();
        assertEquals(
                "on [-1, 1], got [0, 1]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SineCurveDistance(weight, target, BigFraction.ONE, half))
                        .getMessage()
                        .replaceFirst(".*evidence ", ""));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> SineCurveDistance.find(weight, target, new BigFraction(12)))
                .getMessage();
        assertTrue(message.contains("a squared distance in (0, 11], got [6, 10, 15], [1, -1, -3] and 12"), message);
    }

    @Test
    void theDistanceOfTwoRowsIsASpecialCase() {
        BigFraction fifth = new BigFraction(1, 5);
        SineCurveDistance distance =
                SineCurveDistance.find(List.of(1, 2), List.of(0, 1), fifth).orElseThrow();
        assertEquals(
                SineDistance.find(2, fifth).orElseThrow().evidence().polynomial(),
                distance.evidence().polynomial());
    }
}
