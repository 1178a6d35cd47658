package org.peftcheck.numeric.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;

/** A tall Gaussian weight has no non-negative vector in its column space, so that r units do under invariance. */
class NoPositiveVectorTest {

    private static final int ROWS = 240;
    private static final int COLUMNS = 60;
    private static final int RANK = 8;
    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("no layers here");
    });

    private static FloatMatrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return FloatMatrix.of(values);
    }

    private static final FloatMatrix WEIGHT = gaussian(ROWS, COLUMNS, 2025);
    private static final WeightSource SOURCE = new WeightSource.Inline(new MatrixData.Floats(WEIGHT));
    private static final FloatColumnSpace SPACE = FloatColumnSpace.of(WEIGHT);

    private static CheckResult.Accepted accepted(CertificateDocument document) {
        CertificateDocument read = CertificateJson.parse(CertificateJson.write(document), "again");
        CheckResult result = CHECKER.check(read);
        return assertInstanceOf(CheckResult.Accepted.class, result, result::toString);
    }

    @Test
    void aPositiveAnnihilatorIsFoundAndCertified() {
        CertificateDocument document = CHECKER.tighten(PositiveVectorAlternativeConstruction.rounded(SOURCE, SPACE));
        MatrixData.Floats y = (MatrixData.Floats) document.matrix("y");
        for (int i = 0; i < ROWS; i++) {
            assertTrue(y.matrix().get(i, 0) > 0);
        }
        accepted(document);
    }

    @Test
    void rUnitsReachTheTargetUnderInvariance() {
        FloatMatrix a = gaussian(ROWS, RANK, 1);
        FloatMatrix b = gaussian(RANK, COLUMNS, 2);
        CertificateDocument document =
                CHECKER.tighten(InvariantReluWidthConstruction.rounded(new FloatInstance(SOURCE, SPACE, a, b)));
        assertEquals(RANK, document.matrix("Theta1").columns());
        assertTrue(document.matrices().containsKey("y"));
        assertTrue(accepted(document).relativeError() < 1e-9);
    }

    @Test
    void aSpoiltAnnihilatorIsRejected() {
        CertificateDocument document = CHECKER.tighten(PositiveVectorAlternativeConstruction.rounded(SOURCE, SPACE));
        double[][] y = ((MatrixData.Floats) document.matrix("y")).matrix().toRows();
        y[17][0] *= 1.5;
        rejected(document, y);
        y[17][0] = -1;
        rejected(document, y);
        rejected(document, new double[ROWS][1]);
    }

    private static void rejected(CertificateDocument document, double[][] y) {
        CertificateDocument spoilt =
                document.withMatrices(java.util.Map.of("y", new MatrixData.Floats(FloatMatrix.of(y))));
        assertInstanceOf(CheckResult.Rejected.class, CHECKER.check(spoilt));
    }

    /** With a positive column the other side of the alternative is found. */
    @Test
    void aPositiveColumnGivesAPositiveVector() {
        double[][] rows = WEIGHT.toRows();
        for (double[] row : rows) {
            row[0] = 0.5 + Math.abs(row[0]);
        }
        FloatMatrix weight = FloatMatrix.of(rows);
        CertificateDocument document = CHECKER.tighten(PositiveVectorAlternativeConstruction.rounded(
                new WeightSource.Inline(new MatrixData.Floats(weight)), FloatColumnSpace.of(weight)));
        assertFalse(document.matrices().containsKey("y"));
        accepted(document);
    }
}
