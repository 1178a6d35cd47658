package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.peanut2025.PhaseTolerance;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Equation (2) on an instance with d_out = 24, r = 2: when every phase is off by a little less than the printed tolerance, the update is
 * farther than ε from AB; within the corrected tolerance it is not.
 */
class PlantedPhaseErrorTest {

    private static final BigFraction EPSILON = new BigFraction(1, 1000);
    private static final BigFraction NEARLY = new BigFraction(999, 1000);
    private static final int D_OUT = 24;
    private static final MatrixData WEIGHT = new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(D_OUT, 3));
    private static final RationalMatrix B =
            RationalMatrix.ofIntegers(new long[][] {{1, 2, 2}, {2, 1, -2}}).scale(new BigFraction(5, 3));
    private static final PhaseTolerance TOLERANCE = new PhaseTolerance(EPSILON, D_OUT, B);

    /** A target whose phases are those of W0Θ1 less the given error, all in the same direction. */
    private static CertificateDocument offBy(BigFraction phaseError) {
        Random random = new Random(8);
        RationalMatrix theta = RationalMatrix.of(3, 2, (i, j) -> new BigFraction(new BigInteger(300, random)));
        Span[][] phases = Phases.of(WEIGHT, theta);
        BigInteger error = Span.of(phaseError, FixedPointSine.BITS).lo();
        RationalMatrix a = RationalMatrix.of(
                D_OUT,
                2,
                (i, j) -> new BigFraction(
                        FixedPointSine.of(phases[i][j].lo().subtract(error)).lo(),
                        BigInteger.ONE.shiftLeft(FixedPointSine.BITS)));
        return new CertificateDocument(
                "prop-b1-column",
                "approximation",
                "sin2pi",
                2,
                List.of("sine", "rank-positive", "width-r", "independent-column", "bounded-target"),
                new WeightSource.Inline(WEIGHT),
                Map.of(
                        "A", new MatrixData.Exact(a),
                        "B", new MatrixData.Exact(B),
                        "Theta1", new MatrixData.Exact(theta),
                        "Theta2", new MatrixData.Exact(B)),
                EPSILON);
    }

    private static CheckResult check(CertificateDocument document) {
        return new CertificateChecker(layer -> WEIGHT).check(document);
    }

    @Test
    void phasesWithinThePrintedToleranceDoNotSuffice() {
        CertificateDocument document = offBy(TOLERANCE.asPrinted().multiply(NEARLY));
        CheckResult.Rejected rejected = assertInstanceOf(CheckResult.Rejected.class, check(document));
        assertTrue(
                rejected.reason()
                        .startsWith(
                                "prop-b1-column: expected an error of at most 0.001, could only show at most 0.003"),
                rejected.reason());
        Evidence evidence = PeriodicForms.approximation(new CheckedInstance(document, Activation.SIN2PI, WEIGHT));
        assertTrue(evidence.lhs().lo().compareTo(EPSILON.multiply(3)) > 0, "the error itself is above 3 epsilon");
    }

    @Test
    void phasesWithinTheCorrectedToleranceSuffice() {
        assertInstanceOf(
                CheckResult.Accepted.class, check(offBy(TOLERANCE.corrected().multiply(NEARLY))));
    }

    /** The corrected tolerance is no waste: a few times as much is rejected. */
    @Test
    void theCorrectedToleranceIsWithinAFactorOfTwo() {
        assertInstanceOf(
                CheckResult.Rejected.class, check(offBy(TOLERANCE.corrected().multiply(2))));
        assertEquals(
                24, Math.pow(TOLERANCE.asPrinted().divide(TOLERANCE.corrected()).doubleValue(), 2), 1e-9);
    }
}
