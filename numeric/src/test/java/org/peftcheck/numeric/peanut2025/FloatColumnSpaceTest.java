package org.peftcheck.numeric.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.certificate.FloatMatrix;

class FloatColumnSpaceTest {

    @Test
    void thePreimageIsHipparchusPseudoInverseTimesTheMatrix() {
        Random random = new Random(5);
        for (int[] shape : new int[][] {{7, 3}, {3, 7}, {5, 5}, {1, 1}, {6, 1}, {1, 6}}) {
            double[][] w0 = gaussians(random, shape[0], shape[1]);
            double[][] a = gaussians(random, shape[0], 2);
            DMatrixRMaj found = FloatColumnSpace.of(FloatMatrix.of(w0)).preimage(new DMatrixRMaj(a));
            RealMatrix expected = new SingularValueDecomposition(MatrixUtils.createRealMatrix(w0))
                    .getSolver()
                    .getInverse()
                    .multiply(MatrixUtils.createRealMatrix(a));
            for (int i = 0; i < shape[1]; i++) {
                for (int j = 0; j < 2; j++) {
                    assertEquals(expected.getEntry(i, j), found.get(i, j), 1e-11 * expected.getFrobeniusNorm());
                }
            }
        }
    }

    @Test
    void aWeightWithoutFullRankIsRefusedByAllThatNeedsIt() {
        for (double[][] w0 : new double[][][] {
            {{1, 2}, {2, 4}, {3, 6}}, {{0, 0}, {0, 0}, {0, 0}}, {{1, 2, 3}, {2, 4, 6}}, {{0, 0}, {0, 0}}
        }) {
            FloatColumnSpace space = FloatColumnSpace.of(FloatMatrix.of(w0));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> space.preimage(new DMatrixRMaj(w0.length, 1)))
                    .getMessage();
            assertTrue(message.startsWith("weight: expected full rank min(d_out, d_in) = 2"), message);
            if (space.isProper()) {
                assertThrows(IllegalArgumentException.class, space::basis);
            }
        }
    }

    @Test
    void aWeightThatIsNotTallHasNoBasisToGive() {
        FloatColumnSpace space = FloatColumnSpace.of(FloatMatrix.of(new double[][] {{1, 2}, {3, 4}}));
        assertThrows(IllegalStateException.class, space::basis);
    }

    private static double[][] gaussians(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return values;
    }
}
