package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WeightMatrixTest {
    private static final double[] SIX = {1, -2, 0.5, 4, 5, 1e-300};

    @Test
    void rowsFollowEachOther() {
        WeightMatrix weight = WeightMatrix.of("w", 2, 3, Dtype.F64, SIX);
        assertEquals(-2, weight.at(0, 1));
        assertEquals(1e-300, weight.at(1, 2));
        assertArrayEquals(new double[][] {{1, -2, 0.5}, {4, 5, 1e-300}}, weight.toRows());
        assertArrayEquals(SIX, weight.toRowMajor());
        assertEquals("w 2×3 F64", weight.toString());
    }

    @Test
    void nothingHandedInOrOutChangesIt() {
        double[] values = SIX.clone();
        WeightMatrix weight = WeightMatrix.of("w", 2, 3, Dtype.F64, values);
        String before = weight.sha256();
        values[0] = 9;
        weight.toRowMajor()[0] = 9;
        weight.toRows()[0][0] = 9;
        assertEquals(1, weight.at(0, 0));
        assertEquals(before, weight.sha256());
    }

    /** Oracle: {@code printf '\x3f\xf0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0' | sha256sum}. */
    @Test
    void theDigestIsThatOfTheBigEndianDoubles() {
        WeightMatrix weight = WeightMatrix.of("w", 1, 2, Dtype.F32, new double[] {1, -2});
        assertEquals("5834662b095f600a4c76e8ad5abb3acb011451c6f09f431c659f325e53505fc4", weight.sha256());
        assertEquals(
                weight.sha256(),
                WeightMatrix.of("v", 2, 1, Dtype.BF16, new double[] {1, -2}).sha256());
    }

    @Test
    void theDigestTellsZeroFromMinusZero() {
        assertNotEquals(
                WeightMatrix.of("w", 1, 1, Dtype.F32, new double[] {0.0}).sha256(),
                WeightMatrix.of("w", 1, 1, Dtype.F32, new double[] {-0.0}).sha256());
    }

    @Test
    void equalityIsThatOfNameShapeFormatAndValues() {
        WeightMatrix weight = WeightMatrix.of("w", 2, 3, Dtype.F64, SIX);
        assertEquals(weight, WeightMatrix.of("w", 2, 3, Dtype.F64, SIX));
        assertEquals(
                weight.hashCode(), WeightMatrix.of("w", 2, 3, Dtype.F64, SIX).hashCode());
        assertNotEquals(weight, WeightMatrix.of("v", 2, 3, Dtype.F64, SIX));
        assertNotEquals(weight, WeightMatrix.of("w", 3, 2, Dtype.F64, SIX));
        assertNotEquals(weight, WeightMatrix.of("w", 2, 3, Dtype.F32, SIX));
        assertNotEquals(weight, WeightMatrix.of("w", 2, 3, Dtype.F64, new double[6]));
    }

    @Test
    void anIndexOutsideIsRefused() {
        WeightMatrix weight = WeightMatrix.of("w", 2, 3, Dtype.F64, SIX);
        assertThrows(IndexOutOfBoundsException.class, () -> weight.at(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> weight.at(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> weight.at(-1, 0));
    }

    @Test
    void aWrongShapeOrValueIsRefused() {
        assertRefused("weight 'w': expected d_out×d_in values, both at least 1, got 6 values for 2×2", 2, 2, SIX);
        assertRefused(
                "weight 'w': expected d_out×d_in values, both at least 1, got 0 values for 0×2", 0, 2, new double[0]);
        assertRefused(
                "weight 'w': expected d_out×d_in values, both at least 1, got 0 values for 65536×65536",
                65536,
                65536,
                new double[0]);
        assertRefused("weight 'w': expected finite values, got NaN at row 1, column 0 (from 0)", 2, 2, new double[] {
            1, 2, Double.NaN, Double.POSITIVE_INFINITY
        });
    }

    private static void assertRefused(String message, int dOut, int dIn, double[] values) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> WeightMatrix.of("w", dOut, dIn, Dtype.F64, values));
        assertEquals(message, refused.getMessage());
    }
}
