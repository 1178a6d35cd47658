package org.peftcheck.numeric.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.peanut2025.IndependentColumnDensityConstruction;
import org.peftcheck.numeric.peanut2025.OneParameterDensityConstruction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** Proposition B.1 end to end: found by lattice reduction, written as JSON, read again and certified. */
class KroneckerCertificatesTest {

    private static final BigFraction EPSILON = new BigFraction(1, 1000);

    private static RationalMatrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(2001) - 1000, 250));
    }

    private static CheckResult check(CertificateDocument document) {
        CertificateDocument read = CertificateJson.parse(CertificateJson.write(document), "certificate");
        return new CertificateChecker(layer -> {
                    throw new IllegalArgumentException("no layers here");
                })
                .check(read);
    }

    private static CertificateDocument columnDocument(long seed) {
        ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(24, 3);
        return IndependentColumnDensityConstruction.sine(
                w0, random(24, 2, seed), random(2, 3, seed + 1), EPSILON, seed, (stage, bits, error) -> {});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWholeInstanceIsCertified(long seed) {
        CertificateDocument document = columnDocument(seed);
        assertEquals("prop-b1-column", document.claim());
        assertEquals(EPSILON, document.epsilon());
        assertInstanceOf(CheckResult.Accepted.class, check(document));
    }

    @Test
    void anotherDigitOfAParameterSpoilsIt() {
        CertificateDocument document = columnDocument(4);
        RationalMatrix theta = document.matrix("Theta1").exactly();
        Map<String, MatrixData> changed = new HashMap<>(document.matrices());
        changed.put(
                "Theta1",
                new MatrixData.Exact(RationalMatrix.of(
                        3,
                        2,
                        (i, j) -> i == 0 && j == 1 ? theta.get(i, j).add(new BigFraction(1, 100)) : theta.get(i, j))));
        CertificateDocument planted = document.withMatrices(changed);
        assertInstanceOf(CheckResult.Rejected.class, check(planted));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneRealParameterHoldsAnUpdateAndPaysInBits(int rank) {
        ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(8, 8);
        CertificateDocument document =
                OneParameterDensityConstruction.sine(w0, random(8, rank, 7), random(rank, 8, 8), EPSILON, 1);
        assertInstanceOf(CheckResult.Accepted.class, check(document));
        BigFraction c = document.matrix("c").exactly().get(0, 0);
        BigFraction m = document.matrix("M").exactly().get(0, 0);
        double perEntry = EPSILON.divide(m).doubleValue() / 8;
        double needed = 64 * -Math.log(perEntry) / Math.log(2) - 1;
        assertTrue(
                c.getNumerator().bitLength() > needed,
                c.getNumerator().bitLength() + " bits, of at least " + needed + " that half of all updates need");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin2pi", "triangle", "sin-plus-cos"})
    void anyPeriodicActivation(String activation) {
        ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(9, 2);
        assertInstanceOf(
                CheckResult.Accepted.class,
                check(IndependentColumnDensityConstruction.periodic(
                        Activation.parse(activation), w0, random(9, 2, 5), random(2, 2, 6), EPSILON, 1)));
    }

    @Test
    void zeroFactorsAndTinyNumbersAreNoSpecialCase() {
        ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(4, 2);
        RationalMatrix zero = RationalMatrix.zero(1, 2);
        assertInstanceOf(
                CheckResult.Accepted.class,
                check(IndependentColumnDensityConstruction.sine(
                        w0, random(4, 1, 5), zero, EPSILON, 1, (stage, bits, error) -> {})));
        BigFraction tiny = new BigFraction(1, 1L << 62);
        ExactRealMatrix small = ExactRealMatrix.of(
                4, 2, (i, j) -> w0.get(i, j).times(tiny.multiply(tiny).multiply(tiny)));
        assertInstanceOf(
                CheckResult.Accepted.class,
                check(IndependentColumnDensityConstruction.sine(
                        small, random(4, 1, 5), random(1, 2, 6), EPSILON, 1, (stage, bits, error) -> {})));
    }

    @Test
    void withoutAnIndependentColumnThereIsNoWitness() {
        ExactRealMatrix w0 = ExactRealMatrix.of(
                3, 1, (i, j) -> ExactReal.sqrt(List.of(2, 3, 8).get(i)));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> IndependentColumnDensityConstruction.sine(
                                w0, random(3, 1, 1), random(1, 1, 2), EPSILON, 1, (stage, bits, error) -> {}))
                .getMessage();
        assertEquals(
                "weight: expected a column of entries that are independent over the rationals, found none", message);
    }
}
