package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallestSingularValueTest {

    private static double[][] gaussian(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return matrix;
    }

    private static double oracle(double[][] matrix) {
        double[] values = new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getSingularValues();
        return values[values.length - 1];
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        double[][] scaled = new double[matrix.length][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = java.util.Arrays.stream(matrix[i]).map(x -> x * factor).toArray();
        }
        return scaled;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "5,3", "12,5", "40,10", "60,60", "120,30", "200,80"})
    void theBoundIsBelowAndNearOnWellConditionedMatrices(int rows, int columns) {
        Random random = new Random(17L * rows + columns);
        for (int n = 0; n < 20; n++) {
            double[][] matrix = gaussian(rows, columns, random);
            double truth = oracle(matrix);
            double bound = SmallestSingularValue.lowerBound(matrix);
            assertTrue(bound <= truth * (1 + 1e-12), bound + " above " + truth);
            assertTrue(bound >= 0.5 * truth, bound + " far below " + truth);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p-200, 0x1p-60, 0x1p60, 0x1p200})
    void theBoundScalesWithTheMatrix(double scale) {
        double[][] matrix = gaussian(20, 8, new Random(5));
        double bound = SmallestSingularValue.lowerBound(matrix);
        assertEquals(bound * scale, SmallestSingularValue.lowerBound(scaled(matrix, scale)), bound * scale * 1e-9);
    }

    @Test
    void aDiagonalMatrixHasItsSmallestEntry() {
        double bound = SmallestSingularValue.lowerBound(new double[][] {{3, 0}, {0, -0.5}, {0, 0}});
        assertTrue(bound <= 0.5 && bound >= 0.45, () -> "bound " + bound);
    }

    @Test
    void aSingularMatrixHasNoPositiveBound() {
        Random random = new Random(6);
        for (int n = 0; n < 200; n++) {
            double[][] matrix = gaussian(12, 5, random);
            for (double[] row : matrix) {
                row[4] = row[0];
            }
            assertEquals(0, SmallestSingularValue.lowerBound(matrix));
        }
        assertEquals(0, SmallestSingularValue.lowerBound(new double[6][3]));
        assertEquals(0, SmallestSingularValue.lowerBound(new double[][] {{1, 2}, {2, 4}, {3, 6}}));
    }

    @Test
    void aNearlySingularMatrixHasAValidBoundOrNone() {
        Random random = new Random(7);
        int positive = 0;
        for (int n = 0; n < 400; n++) {
            double[][] matrix = gaussian(12, 5, random);
            double noise = Math.scalb(1.0, -random.nextInt(60));
            for (double[] row : matrix) {
                row[4] = row[0] + noise * row[4];
            }
            double bound = SmallestSingularValue.lowerBound(matrix);
            double truth = oracle(matrix);
            assertTrue(bound <= truth * (1 + 1e-6) + 1e-14, bound + " above " + truth);
            positive += bound > 0 ? 1 : 0;
        }
        assertTrue(positive > 100 && positive < 300, "positive bounds: " + positive);
    }

    @Test
    void extremeScalesGiveAValidBoundOrNone() {
        double[][] matrix = gaussian(9, 4, new Random(8));
        double bound = SmallestSingularValue.lowerBound(matrix);
        for (int exponent : new int[] {-1060, -700, -520, -480, 480, 505, 512, 700, 1000}) {
            double scaledBound = SmallestSingularValue.lowerBound(scaled(matrix, Math.scalb(1.0, exponent)));
            assertTrue(scaledBound >= 0 && scaledBound <= Math.scalb(oracle(matrix) * (1 + 1e-12), exponent));
            assertTrue(scaledBound == 0 || scaledBound <= Math.scalb(bound * (1 + 1e-9), exponent));
        }
        assertEquals(0, SmallestSingularValue.lowerBound(scaled(matrix, 0x1p700)));
        assertEquals(0, SmallestSingularValue.lowerBound(scaled(matrix, 0x1p-700)));
    }

    @Test
    void aWideMatrixIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SmallestSingularValue.lowerBound(new double[2][3]));
        assertEquals(
                "smallest singular value: expected at least as many rows as columns, got 2x3", refusal.getMessage());
    }
}
