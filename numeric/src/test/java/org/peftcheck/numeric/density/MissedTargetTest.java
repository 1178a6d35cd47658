package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissedTargetTest {

    private static MissedTarget of(long... coefficients) {
        List<IntegerRelation.Term> terms = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            terms.add(new IntegerRelation.Term(i, BigInteger.valueOf(coefficients[i])));
        }
        return MissedTarget.of(new IntegerRelation(terms));
    }

    /** The least error over all phases with n·x = 0, for n with a last coefficient ±1, on a grid. */
    private static double leastError(MissedTarget target, int steps, long... n) {
        int free = n.length - 1;
        int[] at = new int[free];
        double least = 1;
        do {
            double sum = 0;
            double error = 0;
            for (int i = 0; i < free; i++) {
                double x = (double) at[i] / steps;
                sum += n[i] * x;
                error = Math.max(
                        error,
                        Math.abs(Math.sin(2 * Math.PI * x) - target.values().get(i)));
            }
            double last = Math.sin(-2 * Math.PI * sum * n[free]);
            least = Math.min(
                    least, Math.max(error, Math.abs(last - target.values().get(free))));
        } while (next(at, steps));
        return least;
    }

    private static boolean next(int[] at, int steps) {
        for (int i = 0; i < at.length; i++) {
            if (++at[i] < steps) {
                return true;
            }
            at[i] = 0;
        }
        return false;
    }

    @Test
    void zeroAndEqualEntriesMissByOne() {
        assertEquals(new MissedTarget(Map.of(0, 1), 1), of(1));
        assertEquals(new MissedTarget(Map.of(0, 1, 1, 1), 1), of(1, 1));
        MissedTarget equal = of(1, -1);
        assertEquals(1, equal.error());
        assertEquals(-1, equal.values().get(0) * equal.values().get(1));
    }

    @Test
    void closedForms() {
        double three = of(1, 1, -1).error();
        assertTrue(Math.abs(three + 2 * three * Math.sqrt(1 - three * three) - 1) < 1e-12, "" + three);
        assertEquals(three, of(2, -1).error());
        assertEquals(1 - Math.sqrt(0.5), of(1, 1, 1, -1).error(), 1e-15);
        assertEquals(1 - Math.sqrt(0.5), of(3, 1).error(), 1e-15);
    }

    @Test
    void noPhaseComesNearer() {
        long[][] relations = {
            {1},
            {-1, 1},
            {2, 1},
            {1, 1, 1},
            {-1, 1, 1},
            {1, 1, -1, 1},
            {-2, 1, 1},
            {3, 1},
            {5, -1},
            {4, 1},
            {2, 2, 1},
            {3, -2, 1}
        };
        for (long[] n : relations) {
            MissedTarget target = of(n);
            double least = leastError(target, n.length > 3 ? 72 : 720, n);
            assertTrue(least >= target.error() - 1e-12, target + " but " + least);
        }
    }

    /** The bounds for three are attained, so that a larger one would be refused above. */
    @Test
    void theBoundIsSharpForThree() {
        assertTrue(leastError(of(2, 1), 20_000, 2, 1) < of(2, 1).error() + 1e-3);
        assertTrue(leastError(of(1, 1, 1), 2_000, 1, 1, 1) < of(1, 1, 1).error() + 1e-2);
    }

    @Test
    void longRelationsGiveSmallPositiveBounds() {
        MissedTarget target = of(1_000_003, 1, -1_000_000);
        assertTrue(target.error() > 5e-7 && target.error() < 1e-6, "" + target.error());
        assertTrue(of(99, 101).error() > 0);
        assertEquals(0, of(1, Long.MAX_VALUE).error());
        assertTrue(of(2, 1L << 45, 3).error() > 0);
    }

    @Test
    void theSignsOfAnEvenRelationMakeItTwoModuloFour() {
        long[][] relations = {{1, 1, 1, 1}, {1, 1, 1, -1}, {2, 1, -1}, {2, -1, -1}, {3, 1}, {3, -1}, {1, -3}};
        for (long[] n : relations) {
            MissedTarget target = of(n);
            long sum = 0;
            for (int i = 0; i < n.length; i++) {
                sum += n[i] * target.values().get(i);
            }
            assertEquals(2, Math.floorMod(sum, 4L), target.toString());
        }
    }
}
