package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntegerColumnTest {

    private static List<BigInteger> entries(double... column) {
        IntegerColumn integers = IntegerColumn.of(column);
        return IntStream.range(0, integers.rows()).mapToObj(integers::entry).toList();
    }

    private static List<BigInteger> integers(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }

    @Test
    void entriesAreCoprimeIntegers() {
        assertEquals(integers(3, -2, 0, 8), entries(0.75, -0.5, 0, 2));
        assertEquals(integers(1, -3, 2), entries(5, -15, 10));
        assertEquals(integers(0, -1), entries(-0.0, -0x1p-1000));
        assertEquals(integers(0, 0), entries(0, 0));
    }

    @Test
    void hugeAndSubnormalNumbersTogether() {
        List<BigInteger> found = entries(Double.MIN_VALUE, -Double.MAX_VALUE, 3 * Double.MIN_VALUE);
        assertEquals(BigInteger.ONE, found.get(0));
        assertEquals(
                BigInteger.ONE
                        .shiftLeft(53)
                        .subtract(BigInteger.ONE)
                        .shiftLeft(971 + 1074)
                        .negate(),
                found.get(1));
        assertEquals(BigInteger.valueOf(3), found.get(2));
    }

    @Test
    void theNormIsExactAlsoAboveLongs() {
        assertEquals(
                BigInteger.valueOf(13),
                IntegerColumn.of(new double[] {0.75, -0.5, 0, 2}).norm());
        assertEquals(BigInteger.ZERO, IntegerColumn.of(new double[2]).norm());
        double[] wide = {1, 0x1p60, -0x1p60, 0x1p60, 0x1p60, 0x1p61, 0x1p61, 0x1p61, 0x1p62, 0x1p70};
        BigInteger expected = BigInteger.ONE
                .shiftLeft(60)
                .multiply(BigInteger.valueOf(4 + 6 + 4 + 1024))
                .add(BigInteger.ONE);
        assertEquals(expected, IntegerColumn.of(wide).norm());
    }

    @Test
    void residuesAreThoseOfTheEntries() {
        IntegerColumn column = IntegerColumn.of(new double[] {-3, 0x1.8p500, 0, 0x1p31 * 7});
        for (int i = 0; i < column.rows(); i++) {
            BigInteger expected = column.entry(i).mod(BigInteger.valueOf(Integer.MAX_VALUE));
            assertEquals(expected.longValue(), column.residue(i, Integer.MAX_VALUE));
        }
    }

    @Test
    void onlyASingleNonzeroNumberIsIndependent() {
        assertTrue(IntegerColumn.of(new double[] {0.3}).isIndependent());
        assertFalse(IntegerColumn.of(new double[] {0}).isIndependent());
        assertFalse(IntegerColumn.of(new double[] {0.3, 0.1}).isIndependent());
    }

    @Test
    void infinitiesAreRefused() {
        assertEquals(
                "column: expected finite numbers, got NaN at row 1",
                assertThrows(IllegalArgumentException.class, () -> IntegerColumn.of(new double[] {1, Double.NaN}))
                        .getMessage());
    }

    @Test
    void aRelationThatIsNoneIsRefused() {
        IntegerColumn column = IntegerColumn.of(new double[] {1, 2, 3});
        BigInteger one = BigInteger.ONE;
        assertEquals(
                "0:1 1:1 2:-1",
                IntegerRelation.of(column, Map.of(2, one.negate(), 0, one, 1, one))
                        .toString());
        assertEquals(
                "relation: expected n·m = 0, got -1 for n = 0:2 2:-1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> IntegerRelation.of(column, Map.of(0, BigInteger.TWO, 2, one.negate())))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> IntegerRelation.of(column, Map.of(0, BigInteger.ZERO)));
        assertThrows(IllegalArgumentException.class, () -> IntegerRelation.of(column, Map.of()));
    }

    @Test
    void relationsAreMadePrimitive() {
        IntegerColumn column = IntegerColumn.of(new double[] {1, 2, 0});
        IntegerRelation relation =
                IntegerRelation.of(column, Map.of(0, BigInteger.valueOf(-4), 1, BigInteger.TWO, 2, BigInteger.ZERO));
        assertEquals("0:2 1:-1", relation.toString());
        assertEquals(BigInteger.valueOf(3), relation.norm());
        List<IntegerRelation.Term> even = List.of(new IntegerRelation.Term(0, BigInteger.TWO));
        assertEquals(
                "relation: expected coprime coefficients, got the common divisor 2",
                assertThrows(IllegalArgumentException.class, () -> new IntegerRelation(even))
                        .getMessage());
        List<IntegerRelation.Term> twice =
                List.of(new IntegerRelation.Term(1, BigInteger.ONE), new IntegerRelation.Term(1, BigInteger.ONE));
        assertThrows(IllegalArgumentException.class, () -> new IntegerRelation(twice));
    }
}
