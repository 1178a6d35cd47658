package org.peftcheck.theory.proof.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.theory.exact.RationalMatrix;

/** What is derived of sine units for all weights, on exact instances: angles whose sines and cosines are rational. */
class SineRelationProperties {

    private static final String SEED = "20251124";

    private static BigFraction squaredDistance(
            BigFraction b, BigFraction x, BigFraction last, List<CirclePoint> others) {
        BigFraction gap = b.subtract(last.multiply(x));
        BigFraction sum = gap.multiply(gap);
        for (CirclePoint other : others) {
            BigFraction entry = other.sin().multiply(x);
            sum = sum.add(entry.multiply(entry));
        }
        return sum;
    }

    /** sine-unit-relation: y_j = −Σ n_i y_i with n_j = 1. */
    @Property(tries = 300, seed = SEED)
    void aRelationWithAnEntryOneKeepsItsDistance(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = -4, max = 4) Integer> relation,
            @ForAll @Size(4) List<@IntRange(min = -9, max = 9) Integer> angles,
            @ForAll @IntRange(min = -12, max = 12) int factor) {
        CirclePoint last = CirclePoint.of(0, 1);
        int norm = 1;
        List<CirclePoint> others = angles.subList(0, relation.size()).stream()
                .map(t -> CirclePoint.of(t, 7))
                .toList();
        for (int i = 0; i < relation.size(); i++) {
            last = last.plus(others.get(i).times(-relation.get(i)));
            norm += relation.get(i) * relation.get(i);
        }
        BigFraction distance = squaredDistance(BigFraction.ONE, new BigFraction(factor, 3), last.sin(), others);
        assertTrue(distance.multiply(norm).compareTo(BigFraction.ONE) >= 0, () -> "closer than the bound: " + relation);
    }

    /** The bound is 1/5 for (2, −1), and no larger one holds: near angle 0 the sines are like (1, 2). */
    @Example
    void theDistanceIsNearlyAttained() {
        CirclePoint small = CirclePoint.of(1, 1000);
        BigFraction last = small.times(2).sin();
        BigFraction x = new BigFraction(2, 5).divide(small.sin());
        BigFraction distance = squaredDistance(BigFraction.ONE, x, last, List.of(small));
        assertTrue(distance.compareTo(new BigFraction(1, 5)) >= 0);
        assertTrue(distance.compareTo(new BigFraction(201, 1000)) < 0);
    }

    /** sine-full-width for W0 of one column: the sines of many angles span exactly when no frequency is 0 or repeated up to sign. */
    @Property(tries = 200, seed = SEED)
    void theSinesSpanExactlyWithoutZeroOrRepeatedRows(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = -5, max = 5) Integer> weight) {
        Set<Integer> sizes = new HashSet<>();
        weight.forEach(w -> sizes.add(Math.abs(w)));
        boolean apart = sizes.size() == weight.size() && !sizes.contains(0);
        int angles = 8;
        RationalMatrix sines = RationalMatrix.of(
                weight.size(),
                angles,
                (i, k) -> CirclePoint.of(k + 1, 5).times(weight.get(i)).sin());
        sizes.remove(0);
        assertEquals(sizes.size(), ExactRank.of(sines));
        assertEquals(apart, ExactRank.of(sines) == weight.size());
    }
}
