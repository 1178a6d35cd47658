package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

class PeriodicFormsTest {

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("layer: expected none, got " + layer.layer());
    });
    private static final List<String> HYPOTHESES =
            List.of("sine", "rank-positive", "width-r", "independent-column", "bounded-target");

    /** d = 3, k = 1: W0 = (√2, √3, √5)ᵀ, θ an integer, A the sines rounded to 20 bits. */
    private static final CertificateDocument ENTRYWISE = CHECKER.tighten(entrywise(
            ExactRealMatrix.squareRootsOfPrimes(3, 1),
            RationalMatrix.ofIntegers(new long[][] {{123_456_789_012_345L}})));

    private static CertificateDocument document(
            String form, MatrixData weight, int rank, Map<String, RationalMatrix> matrices) {
        Map<String, MatrixData> data = new TreeMap<>();
        matrices.forEach((name, matrix) -> data.put(name, new MatrixData.Exact(matrix)));
        return new CertificateDocument(
                "prop-b1-column",
                form,
                "sin2pi",
                rank,
                HYPOTHESES,
                new WeightSource.Inline(weight),
                data,
                BigFraction.ZERO);
    }

    /** The values of the phases, taken from the checker and rounded to multiples of 2^−20. */
    private static RationalMatrix sines(MatrixData weight, RationalMatrix theta) {
        Span[][] phases = Phases.of(weight, theta);
        return RationalMatrix.of(
                weight.rows(),
                theta.columns(),
                (i, j) -> new BigFraction(
                        FixedPointSine.of(phases[i][j].lo()).lo().shiftRight(FixedPointSine.BITS - 20),
                        BigInteger.ONE.shiftLeft(20)));
    }

    private static CertificateDocument entrywise(ExactRealMatrix w0, RationalMatrix theta) {
        MatrixData weight = new MatrixData.Reals(w0);
        return document("entrywise", weight, theta.columns(), Map.of("Theta1", theta, "A", sines(weight, theta)));
    }

    private static String outcome(CertificateDocument document) {
        CheckResult result = CHECKER.check(document);
        return result instanceof CheckResult.Rejected rejected ? rejected.reason() : "accepted";
    }

    private static CertificateDocument with(CertificateDocument document, String name, RationalMatrix matrix) {
        Map<String, MatrixData> matrices = new TreeMap<>(document.matrices());
        matrices.put(name, new MatrixData.Exact(matrix));
        return document.withMatrices(matrices);
    }

    private static CertificateDocument onWeight(CertificateDocument document, ExactRealMatrix w0) {
        return new CertificateDocument(
                document.claim(),
                document.form(),
                document.activation(),
                document.rank(),
                document.hypotheses(),
                new WeightSource.Inline(new MatrixData.Reals(w0)),
                document.matrices(),
                document.epsilon());
    }

    @Test
    void theBoundIsTheErrorRoundedUp() {
        assertEquals("accepted", outcome(ENTRYWISE));
        double epsilon = ENTRYWISE.epsilon().doubleValue();
        assertTrue(epsilon > 0x1p-24 && epsilon <= 0x1p-20, () -> "epsilon " + epsilon);
        BigDecimal digits = new BigDecimal(ENTRYWISE.epsilon().getNumerator())
                .divide(new BigDecimal(ENTRYWISE.epsilon().getDenominator()))
                .stripTrailingZeros();
        BigDecimal last = digits.subtract(digits.ulp());
        BigFraction less = new BigFraction(last.unscaledValue(), BigInteger.TEN.pow(last.scale()));
        assertTrue(outcome(ENTRYWISE.withEpsilon(less)).startsWith("prop-b1-column: expected an error of at most "));
    }

    @Test
    void aCertificateSurvivesItsFile() {
        String text = CertificateJson.write(ENTRYWISE);
        assertTrue(text.contains("\"numbers\" : \"real\"") && text.contains("\"sqrt(2)\""), text);
        assertEquals(ENTRYWISE, CertificateJson.parse(text, "c.json"));
    }

    @Test
    void aThetaThatIsOffByOneBitIsRejected() {
        RationalMatrix off = RationalMatrix.ofIntegers(new long[][] {{123_456_789_012_344L}});
        assertTrue(outcome(with(ENTRYWISE, "Theta1", off)).contains("could only show"));
        RationalMatrix fraction = ENTRYWISE.matrix("Theta1").exactly().map(x -> x.add(new BigFraction(1, 1 << 15)));
        assertTrue(outcome(with(ENTRYWISE, "Theta1", fraction)).contains("could only show"));
    }

    @Test
    void aTargetThatIsOffIsRejected() {
        RationalMatrix a = ENTRYWISE.matrix("A").exactly();
        RationalMatrix moved =
                RationalMatrix.of(3, 1, (i, j) -> i == 1 ? a.get(i, j).add(new BigFraction(1, 10_000)) : a.get(i, j));
        assertTrue(outcome(with(ENTRYWISE, "A", moved)).contains("could only show"));
    }

    @Test
    void swappedRowsAreRejected() {
        ExactRealMatrix swapped = ((MatrixData.Reals) ((WeightSource.Inline) ENTRYWISE.weight()).matrix())
                .matrix()
                .selectRows(List.of(1, 0, 2));
        assertTrue(outcome(onWeight(ENTRYWISE, swapped)).contains("could only show"));
    }

    @Test
    void aDependentColumnIsRejected() {
        ExactRealMatrix dependent =
                ExactRealMatrix.parse(new String[][] {{"sqrt(2)"}, {"sqrt(3)"}, {"sqrt(2)-7*sqrt(3)"}});
        assertEquals(
                "prop-b1-column: hypothesis independent-column: expected it to hold, got FAILS",
                outcome(onWeight(ENTRYWISE, dependent)));
    }

    @Test
    void aTargetBeyondOneIsRejected() {
        RationalMatrix a = RationalMatrix.of(3, 1, (i, j) -> new BigFraction(101, 100));
        assertEquals(
                "prop-b1-column: hypothesis bounded-target: expected it to hold, got FAILS",
                outcome(with(ENTRYWISE, "A", a)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "independent-column", | | hypothesis independent-column is missing
            "sin2pi" | "triangle" | hypothesis sine: expected it to hold, got FAILS
            "entrywise" | "projected" | form: expected one of [approximation, entrywise], got projected
            "entrywise" | "approximation" | matrix Theta2 is missing
            "Theta1" | "Theta" | matrix Theta1 is missing
            "rank" : 1 | "rank" : 2 | matrix A: expected 3x2, got 3x1
            """)
    void aSpoiltCertificateIsRejectedInOneLine(String from, String to, String reason) {
        String text = CertificateJson.write(ENTRYWISE);
        String spoilt = text.replaceFirst(
                java.util.regex.Pattern.quote(from), to == null ? "" : java.util.regex.Matcher.quoteReplacement(to));
        assertTrue(!spoilt.equals(text), "nothing to change at " + from);
        assertEquals("prop-b1-column: " + reason, outcome(CertificateJson.parse(spoilt, "c.json")));
    }

    @Test
    void numbersThatNeedTooManyBitsAreRejected() {
        RationalMatrix huge = RationalMatrix.of(1, 1, (i, j) -> new BigFraction(BigInteger.ONE.shiftLeft(1 << 18)));
        assertEquals(
                "prop-b1-column: phases: expected numbers that need at most 131072 bits, got numbers that need 262348",
                outcome(with(ENTRYWISE, "Theta1", huge)));
    }

    @Test
    void irrationalNumbersAreForWeightsOnly() {
        Map<String, MatrixData> matrices = new TreeMap<>(ENTRYWISE.matrices());
        matrices.put("A", new MatrixData.Reals(ExactRealMatrix.of(3, 1, (i, j) -> ExactReal.sqrt(i + 2))));
        CertificateDocument bad = new CertificateDocument(
                ENTRYWISE.claim(), "entrywise", "sin2pi", 1, HYPOTHESES, ENTRYWISE.weight(), matrices, BigFraction.ONE);
        assertEquals("prop-b1-column: matrix A: expected rationals or doubles, got irrational numbers", outcome(bad));
    }

    @Test
    void powersOfOneRootAreAWeightToo() {
        ExactRealMatrix w0 = ExactRealMatrix.powersOfRootOfTwo(12);
        RationalMatrix theta = RationalMatrix.of(
                1, 2, (i, j) -> new BigFraction(BigInteger.valueOf(7).pow(200 + j), BigInteger.valueOf(3)));
        CertificateDocument tight = CHECKER.tighten(entrywise(w0, theta));
        assertEquals("accepted", outcome(tight));
        assertTrue(tight.epsilon().doubleValue() <= 1e-6);
        assertEquals(tight, CertificateJson.parse(CertificateJson.write(tight), "c.json"));
    }

    /** ‖σ(W0Θ1)B − AB‖_F for d1 = 24, d2 = 3, r = 2, the whole of Proposition B.1. */
    @Test
    void aWholeUpdateIsCertified() {
        MatrixData weight = new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(24, 3));
        Random random = new Random(5);
        RationalMatrix theta = RationalMatrix.of(3, 2, (i, j) -> new BigFraction(new BigInteger(400, random)));
        RationalMatrix b = RationalMatrix.of(2, 3, (i, j) -> new BigFraction(random.nextInt(100) - 50, 7));
        CertificateDocument draft = document(
                "approximation", weight, 2, Map.of("Theta1", theta, "Theta2", b, "A", sines(weight, theta), "B", b));
        CertificateDocument tight = CHECKER.tighten(draft);
        assertEquals("accepted", outcome(tight));
        CheckResult.Accepted accepted = assertInstanceOf(CheckResult.Accepted.class, CHECKER.check(tight));
        assertTrue(accepted.relativeError() < 1e-5);
        RationalMatrix scaled = b.scale(new BigFraction(1_000_001, 1_000_000));
        assertTrue(outcome(with(tight, "Theta2", scaled)).contains("could only show"));
        assertEquals(
                "prop-b1-column: matrix Theta2: expected 2x3, got 3x2", outcome(with(tight, "Theta2", b.transpose())));
    }

    @Test
    void doublesAreTakenExactly() {
        double[][] rows = {{0.1, 1e-300}};
        MatrixData weight = new MatrixData.Floats(org.peftcheck.numeric.certificate.FloatMatrix.of(rows));
        RationalMatrix theta = RationalMatrix.of(2, 1, (i, j) -> new BigFraction(i == 0 ? 5 : 1, i == 0 ? 2 : 1));
        Span[][] phases = Phases.of(weight, theta);
        BigFraction exact = org.peftcheck.theory.exact.ExactDouble.of(0.1).multiply(new BigFraction(5, 2));
        Span wanted = Span.of(exact, FixedPointSine.BITS);
        assertTrue(phases[0][0].lo().compareTo(wanted.lo()) <= 0
                && phases[0][0].hi().compareTo(wanted.hi()) >= 0);
        assertTrue(phases[0][0].width().intValueExact() <= 2);
    }

    @Test
    void aSingleParameterIsChecked() {
        CheckedInstance instance = new CheckedInstance(
                document(
                        "one-parameter",
                        new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(2, 2)),
                        1,
                        Map.of(
                                "c", RationalMatrix.of(1, 1, (i, j) -> new BigFraction(1, 4)),
                                "M", RationalMatrix.of(1, 1, (i, j) -> new BigFraction(3)),
                                "A", RationalMatrix.zero(2, 1),
                                "B", RationalMatrix.zero(1, 2))),
                org.peftcheck.theory.algebra.Activation.SIN2PI,
                new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(2, 2)));
        double expected = 3
                * Math.sqrt(IntStream.of(2, 3, 5, 7)
                        .mapToDouble(p -> Math.pow(Math.sin(Math.PI / 2 * Math.sqrt(p)), 2))
                        .sum());
        Evidence evidence = PeriodicForms.oneParameter(instance);
        assertEquals(expected, evidence.lhs().lo().doubleValue(), 1e-14);
        assertEquals(expected, evidence.lhs().hi().doubleValue(), 1e-14);
        assertTrue(evidence.lhs().hi().subtract(evidence.lhs().lo()).doubleValue() < 1e-50);
    }
}
