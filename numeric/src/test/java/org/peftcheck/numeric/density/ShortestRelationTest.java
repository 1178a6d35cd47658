package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortestRelationTest {

    /** Sums of powers of 8 that no relation of norm below 8 joins. */
    private static double[] farApart(int rows) {
        double[] column = new double[rows];
        Arrays.setAll(column, i -> Math.scalb(i % 2 == 0 ? 1.0 : -1.0, 3 * i - 40));
        return column;
    }

    private static ShortestRelation found(double... column) {
        ShortestRelation found = ShortestRelation.of(column).orElseThrow();
        assertEquals(BigInteger.ZERO, found.relation().times(IntegerColumn.of(column)));
        return found;
    }

    private static void assertShortest(String relation, double... column) {
        ShortestRelation found = found(column);
        assertTrue(found.shortest());
        assertEquals(relation, found.relation().toString());
    }

    @Test
    void zeroEntries() {
        assertShortest("1:1", 0.5, 0, 0.5);
        assertShortest("0:1", 0);
        assertShortest("0:1", -0.0, 0);
    }

    @Test
    void aSingleNumberHasNone() {
        assertEquals(Optional.empty(), ShortestRelation.of(new double[] {-0.25}));
    }

    @Test
    void equalAndOppositeNumbers() {
        assertShortest("0:1 2:-1", 0.3, 0.7, 0.3);
        assertShortest("0:1 2:1", 0.3, 0.7, -0.3);
        assertShortest("0:1 1:1", Double.MIN_VALUE, -Double.MIN_VALUE, 1);
    }

    @Test
    void sumsOfThree() {
        assertShortest("0:2 1:1", 0.375, -0.75, 0.1);
        double[] column = farApart(12);
        column[11] = column[3] - column[8];
        assertShortest("3:1 8:-1 11:-1", column);
    }

    @Test
    void aSumThatIsOnlyRoundedToANumberIsNoRelation() {
        double[] column = {1 + 0x1p-52, 0x1p-53, 1 + 0x1p-51, 0x1p-60};
        assertEquals(column[2], column[0] + column[1]);
        assertEquals("0:1 1:2 2:-1", found(column).relation().toString());
    }

    @Test
    void sumsOfFour() {
        double[] column = farApart(14);
        column[2] = column[4] + column[9] + column[7];
        assertEquals(BigInteger.valueOf(4), found(column).relation().norm());
        assertTrue(found(column).shortest());
        assertEquals(BigInteger.valueOf(4), found(1, 3, 100).relation().norm());
        assertEquals(BigInteger.valueOf(4), found(8, 13, 1000, 18).relation().norm());
    }

    @Test
    void aColumnWithoutShortOnes() {
        ShortestRelation found = found(farApart(10));
        assertEquals(BigInteger.valueOf(9), found.relation().norm());
        assertFalse(found.shortest());
        assertShortest("0:7 1:-5", 5, 7);
        assertShortest("0:9007199254740991 1:-1", 1, 0x1p53 - 1);
    }

    @Test
    void numbersOfAllSizes() {
        Random random = new Random(3);
        for (int rows = 2; rows < 40; rows++) {
            double[] column = random.doubles(rows, -1, 1)
                    .map(x -> Math.scalb(x, random.nextInt(1800) - 1000))
                    .toArray();
            found(column);
        }
    }
}
