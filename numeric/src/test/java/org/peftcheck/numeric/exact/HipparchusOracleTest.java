package org.peftcheck.numeric.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.exact.RationalMatrix;

/** The floating-point singular value decomposition of Hipparchus as a second opinion. */
class HipparchusOracleTest {

    private static final double RELATIVE = 1e-9;

    @Test
    void rankAgrees() {
        RandomMatrices random = new RandomMatrices(11);
        for (int rank = 1; rank <= 5; rank++) {
            for (int draw = 0; draw < 20; draw++) {
                RationalMatrix w = random.ofRank(9, 6, rank);
                assertEquals(svd(w).getRank(), ExactRank.of(w), w::toString);
            }
        }
    }

    @Test
    void pseudoInverseAgreesOnWellConditionedMatrices() {
        RandomMatrices random = new RandomMatrices(12);
        int compared = 0;
        for (int draw = 0; draw < 60; draw++) {
            RationalMatrix w = random.integers(1 + draw % 10, 1 + draw % 7, 9);
            SingularValueDecomposition svd = svd(w);
            if (svd.getRank() < Math.min(w.rows(), w.columns()) || svd.getConditionNumber() > 1e4) {
                continue;
            }
            compared++;
            RealMatrix theirs = svd.getSolver().getInverse();
            RealMatrix ours =
                    MatrixUtils.createRealMatrix(ExactPseudoInverse.of(w).toDoubles());
            double difference = theirs.subtract(ours).getFrobeniusNorm();
            assertTrue(difference <= RELATIVE * theirs.getFrobeniusNorm(), () -> w + ": " + difference);
        }
        assertTrue(compared >= 50, "compared only " + compared);
    }

    @Test
    void theComparisonNoticesAScaledInverse() {
        RationalMatrix w = new RandomMatrices(13).integers(6, 4, 9);
        RealMatrix theirs = svd(w).getSolver().getInverse();
        RealMatrix ours = MatrixUtils.createRealMatrix(ExactPseudoInverse.of(w).toDoubles());
        double difference = theirs.scalarMultiply(1 + 1e-8).subtract(ours).getFrobeniusNorm();
        assertTrue(difference > RELATIVE * theirs.getFrobeniusNorm());
    }

    private static SingularValueDecomposition svd(RationalMatrix w) {
        return new SingularValueDecomposition(MatrixUtils.createRealMatrix(w.toDoubles()));
    }
}
