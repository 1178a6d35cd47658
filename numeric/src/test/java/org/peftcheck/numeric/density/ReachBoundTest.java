package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachBoundTest {

    private static ReachBound of(double... column) {
        return ReachBound.ofColumns(List.of(IntegerColumn.of(column)));
    }

    /** The share of the targets of a grid in [−1, 1]² that lie within ε of a fine polygon on the curve of (m, n). */
    private static double share(int m, int n, double epsilon) {
        int side = 400;
        int steps = 20_000;
        int near = 0;
        boolean[] seen = new boolean[side * side];
        for (int k = 0; k < steps; k++) {
            double x = Math.sin(2 * Math.PI * m * k / steps);
            double y = Math.sin(2 * Math.PI * n * k / steps);
            for (int i = first(x - epsilon, side); i < side && centre(i, side) <= x + epsilon; i++) {
                for (int j = first(y - epsilon, side); j < side && centre(j, side) <= y + epsilon; j++) {
                    near += seen[i * side + j] ? 0 : 1;
                    seen[i * side + j] = true;
                }
            }
        }
        return (double) near / seen.length;
    }

    private static double centre(int i, int side) {
        return (2 * i + 1.0) / side - 1;
    }

    private static int first(double from, int side) {
        int i = Math.max(0, (int) Math.floor((from + 1) * side / 2) - 1);
        while (i < side && centre(i, side) < from) {
            i++;
        }
        return i;
    }

    @Test
    void factorAndPower() {
        assertEquals(new ReachBound(BigInteger.valueOf(12), 2), of(0.5, -1, 1.5));
        assertEquals(new ReachBound(BigInteger.TWO, 0), of(7));
        assertEquals(new ReachBound(BigInteger.ONE, 2), of(0, 0));
        List<IntegerColumn> columns = List.of(
                IntegerColumn.of(new double[] {1, 2}),
                IntegerColumn.of(new double[] {0, 0}),
                IntegerColumn.of(new double[] {0, 5}));
        assertEquals(new ReachBound(BigInteger.valueOf(8), 1), ReachBound.ofColumns(columns));
        assertEquals(new ReachBound(BigInteger.valueOf(3 << 6), 5), ReachBound.ofBits(3, 6, 5));
        assertEquals(new ReachBound(BigInteger.valueOf(24), 1), new ReachBound(BigInteger.valueOf(3), 1).scaledDown(3));
    }

    @Test
    void noMoreTargetsAreNearThanTheBoundSays() {
        for (int[] m : new int[][] {{1, 1}, {1, 2}, {2, 3}, {1, 0}, {3, 5}, {4, 7}}) {
            for (double epsilon : new double[] {0.02, 0.05, 0.2}) {
                ReachBound bound = of(m[0], m[1]);
                double most = bound.factor().doubleValue() * Math.pow(epsilon, bound.power());
                double share = share(m[0], m[1], epsilon);
                assertTrue(share <= most, m[0] + " " + m[1] + ": " + share + " of " + most);
            }
        }
    }

    /** Half the factor would be refuted. */
    @Test
    void theFactorIsNotTwiceTooLarge() {
        assertTrue(share(1, 2, 0.01) > 0.5 * of(1, 2).factor().doubleValue() * 0.01);
    }

    @Test
    void errorsAreRoundedDown() {
        assertEquals(new BigDecimal("0.0625000"), of(1, 3).typicalError());
        assertEquals(new BigDecimal("0.125000"), of(1, 3).worstError());
        assertEquals(new BigDecimal("0.166666"), of(1, 2).worstError());
        assertEquals(new BigDecimal("0.707106"), of(0, 0).typicalError());
        assertEquals(BigDecimal.ZERO, of(1).typicalError());
        assertEquals(BigDecimal.ONE, of(0, 0).worstError());
        assertEquals(new BigDecimal("0.0000152587"), ReachBound.ofBits(1, 16, 1).worstError());
    }

    @Test
    void coveringRadii() {
        assertEquals(new BigDecimal("0.1000000"), ReachBound.phaseCovering(BigInteger.valueOf(5), 2));
        assertEquals(BigDecimal.ZERO, ReachBound.phaseCovering(BigInteger.ONE, 1));
        BigDecimal half = ReachBound.phaseCovering(BigInteger.ONE, 2);
        assertEquals(0, half.compareTo(new BigDecimal("0.5")));
    }

    @Test
    void rootsAreTheLargestOfTheirDigits() {
        for (int power : new int[] {1, 2, 7, 383, 1535}) {
            for (int bits = 1; bits < 400; bits += 37) {
                BigInteger factor = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(power));
                BigDecimal root = LowerRoot.of(factor, power);
                BigDecimal one = BigDecimal.ONE;
                BigDecimal scaled = new BigDecimal(factor);
                assertTrue(root.pow(power).multiply(scaled).compareTo(one) <= 0);
                assertTrue(root.add(root.ulp()).pow(power).multiply(scaled).compareTo(one) > 0);
                assertTrue(root.precision() >= 6 && root.precision() <= 7, root.toString());
            }
        }
    }

    @Test
    void misuseIsRefused() {
        assertEquals(
                "reach: expected a positive factor and no negative power, got 0 and 1",
                assertThrows(IllegalArgumentException.class, () -> new ReachBound(BigInteger.ZERO, 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> LowerRoot.of(BigInteger.ONE, -1));
    }
}
