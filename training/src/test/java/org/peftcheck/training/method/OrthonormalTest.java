package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.engine.TrainedTensor;

class OrthonormalTest {

    private static double[][] random(int rows, int columns, double deviation) {
        SplittableRandom random = new SplittableRandom(rows);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = deviation * random.nextGaussian();
            }
        }
        return matrix;
    }

    /** U Vᵀ of the singular value decomposition, by Hipparchus. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 1, 50})
    void itIsTheNearestMatrixWithOrthonormalRows(double deviation) {
        double[][] matrix = random(4, 9, deviation);
        SingularValueDecomposition svd = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix));
        RealMatrix expected = svd.getU().multiply(svd.getVT());
        double[][] found = Orthonormal.nearest("R", matrix);
        double difference = expected.subtract(new Array2DRowRealMatrix(found)).getNorm1();
        assertTrue(difference < 1e-10, "differs by " + difference);
    }

    @Test
    void anUpdateLeavesRowsThatAreOrthonormalToSinglePrecision() {
        double[][] start = Orthonormal.nearest("R", random(3, 8, 1));
        float[] moved = new float[24];
        for (int k = 0; k < 24; k++) {
            moved[k] = (float) start[k / 8][k % 8] + 0.05f * (k % 5 - 2);
        }
        TrainedTensor tensor = TensorBuffers.tensor("block.0.residual-stream:R", 3, 8, moved);
        assertTrue(furthest(tensor) > 1e-2, "the update leaves them far from orthonormal");
        new Orthonormal(List.of(tensor)).updated(1, 1);
        assertTrue(furthest(tensor) < 3e-7, "off by " + furthest(tensor));
    }

    private static double furthest(TrainedTensor tensor) {
        float[] values = TensorBuffers.values(tensor);
        double furthest = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                for (int k = 0; k < 8; k++) {
                    product += (double) values[i * 8 + k] * values[j * 8 + k];
                }
                furthest = Math.max(furthest, Math.abs(product - (i == j ? 1 : 0)));
            }
        }
        return furthest;
    }

    @Test
    void dependentRowsAreRefused() {
        double[][] matrix = {{1, 2, 3}, {2, 4, 6}};
        String message = assertThrows(IllegalArgumentException.class, () -> Orthonormal.nearest("R", matrix))
                .getMessage();
        assertEquals(
                "R: expected rows that are independent, so that there are orthonormal ones nearest to them, got rows that are"
                        + " nearly dependent or not finite",
                message);
        assertThrows(IllegalArgumentException.class, () -> Orthonormal.nearest("R", new double[][] {{Double.NaN, 1}}));
    }
}
