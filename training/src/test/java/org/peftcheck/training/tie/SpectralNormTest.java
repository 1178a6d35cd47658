package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectralNormTest {

    @ParameterizedTest
    @CsvSource({"5, 5", "12, 4", "3, 20", "1, 7", "7, 1", "40, 30"})
    void theBoundIsAboveTheNormAndNearIt(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 100L + columns);
        double[] values = new double[rows * columns];
        double[][] matrix = new double[rows][columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextGaussian();
            matrix[k / columns][k % columns] = values[k];
        }
        double norm = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getSingularValues()[0];
        double bound = SpectralNorm.atMost(values, rows, columns);
        assertTrue(bound >= norm * (1 - 1e-14), bound + " < " + norm);
        assertTrue(bound <= 1.06 * norm, bound + " > 1.06 * " + norm);
    }

    @Test
    void nothingHasNoNormAndHugeNumbersHaveTheFrobeniusNorm() {
        assertEquals(0, SpectralNorm.atMost(new double[6], 2, 3), 1e-280);
        double[] huge = {1e200, 1e200};
        assertTrue(SpectralNorm.atMost(huge, 1, 2) > 1e200);
    }
}
