package org.peftcheck.numeric.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.exact.RationalMatrix;

class PhaseToleranceTest {

    /** Two rows of length 1 at right angles, so that the spectral norm is 1 and the Frobenius norm √2. */
    private static final RationalMatrix ROTATION =
            RationalMatrix.ofIntegers(new long[][] {{1, 2, 2}, {2, 1, -2}}).scale(new BigFraction(1, 3));

    private static final BigFraction EPSILON = new BigFraction(1, 1000);

    @Test
    void aBoundOnTheSpectralNormIsAboveItAndClose() {
        assertClose(1, ROTATION);
        assertClose(1, ROTATION.transpose());
        assertClose(4, RationalMatrix.ofIntegers(new long[][] {{3, 0}, {0, -4}}));
        assertClose(
                1e-30,
                RationalMatrix.identity(3)
                        .scale(BigFraction.ONE.divide(new BigFraction(java.math.BigInteger.TEN.pow(30)))));
        assertEquals(BigFraction.ZERO, PhaseTolerance.spectralNormAbove(RationalMatrix.zero(2, 3)));
        assertEquals(new BigFraction(5), PhaseTolerance.spectralNormAbove(RationalMatrix.ofIntegers(new long[][] {{3, 4}
        })));
    }

    private static void assertClose(double norm, RationalMatrix matrix) {
        double found = PhaseTolerance.spectralNormAbove(matrix).doubleValue();
        assertTrue(found >= norm && found <= norm * (1 + 1e-8), () -> norm + " and " + found);
    }

    @Test
    void randomMatricesAgreeWithTheirSingularValues() {
        Random random = new Random(3);
        for (int draw = 0; draw < 40; draw++) {
            double[][] rows = new double[1 + random.nextInt(6)][1 + random.nextInt(9)];
            for (double[] row : rows) {
                java.util.Arrays.setAll(row, j -> random.nextGaussian());
            }
            double norm = new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows)).getNorm();
            double found = PhaseTolerance.spectralNormAbove(RationalMatrix.ofDoubles(rows))
                    .doubleValue();
            assertTrue(found >= norm * (1 - 1e-13) && found <= norm * (1 + 1e-6), () -> norm + " and " + found);
        }
    }

    @Test
    void theToleranceHasTheFactorThatThePrintedOneLacks() {
        PhaseTolerance tolerance = new PhaseTolerance(EPSILON, 24, ROTATION);
        double corrected = tolerance.corrected().doubleValue();
        double wanted = 1e-3 / (2 * Math.PI * Math.sqrt(2 * 24));
        assertTrue(corrected <= wanted && corrected > wanted * (1 - 1e-8), () -> wanted + " and " + corrected);
        assertEquals(Math.sqrt(24), tolerance.asPrinted().doubleValue() / corrected, 1e-8);
        PhaseTolerance single = new PhaseTolerance(EPSILON, 1, ROTATION);
        assertEquals(single.asPrinted(), single.corrected());
    }

    @Test
    void aZeroFactorAllowsAnyPhaseAndHasNoPrintedTolerance() {
        PhaseTolerance tolerance = new PhaseTolerance(EPSILON, 24, RationalMatrix.zero(2, 3));
        assertEquals(BigFraction.ONE_HALF, tolerance.corrected());
        assertEquals(BigFraction.ONE_HALF, new PhaseTolerance(new BigFraction(1_000_000), 2, ROTATION).corrected());
        assertEquals(
                "phase tolerance as printed: expected B other than 0, by which it divides",
                assertThrows(IllegalArgumentException.class, tolerance::asPrinted)
                        .getMessage());
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertEquals(
                "phase tolerance: expected epsilon > 0, d_out >= 1 and B with entries, got 0.0, 3 and 2x3",
                assertThrows(IllegalArgumentException.class, () -> new PhaseTolerance(BigFraction.ZERO, 3, ROTATION))
                        .getMessage());
    }
}
