package org.peftcheck.theory.proof.sturm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.fraction.BigFraction;

/** Counts of roots against polynomials whose roots are known, and planted mistakes. */
class SturmProperties {

    private static final String SEED = "31415926";

    private static UnivariatePolynomial withRoots(List<Integer> roots) {
        UnivariatePolynomial product = UnivariatePolynomial.of(1);
        for (int root : roots) {
            product = product.times(UnivariatePolynomial.of(-root, 1));
        }
        return product;
    }

    private static long distinct(List<Integer> roots, int lower, int upper) {
        return roots.stream().filter(x -> x > lower && x <= upper).distinct().count();
    }

    @Property(tries = 300, seed = SEED)
    void countsTheRootsThatWerePutIn(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = -5, max = 5) Integer> roots,
            @ForAll @IntRange(min = -6, max = 5) int lower,
            @ForAll @IntRange(min = 1, max = 6) int length,
            @ForAll boolean pair) {
        UnivariatePolynomial more = UnivariatePolynomial.of(pair ? 2 : -3, 0, pair ? 1 : 0);
        UnivariatePolynomial polynomial = withRoots(roots).times(more);
        RootInterval interval = RootInterval.of(lower, lower + length);
        SturmCount count = SturmCount.of(polynomial, interval);
        assertEquals(distinct(roots, lower, lower + length), count.roots());
        assertEquals(
                distinct(roots, -9, 9),
                SturmCount.of(polynomial, RootInterval.LINE).roots());
        assertEquals(count.roots(), SturmCount.isolate(polynomial, interval).size());
        for (int wrong : List.of(count.roots() - 1, count.roots() + 1)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SturmCount(polynomial, interval, count.sequence(), wrong));
        }
    }

    @Property(tries = 200, seed = SEED)
    void aChangedSequenceIsRefused(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = -5, max = 5) Integer> roots,
            @ForAll @IntRange(min = 1, max = 5) int place,
            @ForAll @IntRange(min = -1, max = 2) int factor) {
        SturmCount count = SturmCount.of(withRoots(roots), RootInterval.LINE);
        List<UnivariatePolynomial> changed = new ArrayList<>(count.sequence());
        int index = place % changed.size();
        UnivariatePolynomial member = changed.get(index);
        changed.set(index, factor == 1 ? member.plus(UnivariatePolynomial.X) : member.scale(new BigFraction(factor)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SturmCount(count.polynomial(), RootInterval.LINE, changed, count.roots()));
    }

    @Property(tries = 200, seed = SEED)
    void nonNegativityIsFoundIffNoRootOfOddMultiplicityChangesTheSign(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = -4, max = 4) Integer> roots) {
        UnivariatePolynomial polynomial = withRoots(roots);
        boolean expected = true;
        for (int twice = -9; twice <= 9; twice += 2) {
            expected &= polynomial.at(new BigFraction(twice, 2)).signum() > 0;
        }
        BigFraction end = new BigFraction(9, 2);
        assertEquals(expected, NonNegativity.find(polynomial, end.negate(), end).isPresent());
    }

    @Property(tries = 60, seed = SEED)
    void everyDirectionIsReachedIffBothEntriesAreAtLeastTwo(
            @ForAll @IntRange(min = 1, max = 6) int p, @ForAll @IntRange(min = 1, max = 6) int q) {
        boolean primitive = Chebyshev.second(p - 1).gcd(Chebyshev.second(q - 1)).degree() == 0;
        boolean expected = primitive && Math.min(p, q) >= 2;
        assertEquals(expected, SineDirections.find(p, q, 2 * (p + q)).isPresent());
    }

    @Property(tries = 100, seed = SEED)
    void theDistanceIsSharpAndTheMeasuredOneIsNoSmaller(
            @ForAll @IntRange(min = 2, max = 7) int p, @ForAll @IntRange(min = 1, max = 313) int step) {
        BigFraction bound = new BigFraction(1, 1 + p * p);
        SineDistance distance = SineDistance.find(p, bound).orElseThrow();
        double x = step / 100.0;
        double first = Math.sin(x);
        double second = Math.sin(p * x);
        double squared = first * first / (first * first + second * second);
        assertTrue(squared >= distance.squaredDistance().doubleValue() - 1e-12);
        assertTrue(SineDistance.find(p, new BigFraction(1, p * p)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new SineDistance(p + 1, bound, distance.evidence()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SineDistance(p, new BigFraction(1, p * p), distance.evidence()));
    }
}
