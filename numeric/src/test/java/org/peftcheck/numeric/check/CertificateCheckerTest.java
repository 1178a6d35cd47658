package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.verdict.Verdict;

class CertificateCheckerTest {

    /** W0 = [1; −2; 1], A = [1; 2; 3], B = [2]: X = W0⁺A = 0, so that P A B = 0; then A = [1; 0; 0], X = 1/6. */
    private static final String EXACT = """
            {"format":"peanut-certificate/1","claim":"prop-3.2-first","form":"range","activation":"relu","rank":1,
            "hypotheses":["relu","rank-positive","width-2r"],"epsilon":"0",
            "weight":{"inline":{"numbers":"rational","rows":["1","-2","1"]}},
            "matrices":{"A":{"numbers":"rational","rows":["1","0","0"]},"B":{"numbers":"rational","rows":["2"]},
            "X":{"numbers":"rational","rows":["1/6"]},"Theta1":{"numbers":"rational","rows":["1/6 -1/6"]},
            "Theta2":{"numbers":"rational","rows":["2","-2"]}}}""";
    /** W0 = [1; −1], K = {0} by y = (1, 1): P relu(W0θ) = P a for θ = −1/2·… with a = (0, 1). */
    private static final String CONE = """
            {"format":"peanut-certificate/1","claim":"invariance-relu","form":"projected","activation":"relu","rank":1,
            "hypotheses":["relu","rank-positive","width-by-cone"],"epsilon":"0",
            "weight":{"inline":{"numbers":"rational","rows":["1","-1"]}},
            "matrices":{"A":{"numbers":"rational","rows":["0","1"]},"B":{"numbers":"rational","rows":["1"]},
            "Theta1":{"numbers":"rational","rows":["-1"]},"Theta2":{"numbers":"rational","rows":["1"]},
            "y":{"numbers":"rational","rows":["1","1"]}}}""";
    /** The same over the doubles, with bounds that hold. */
    private static final String ROUNDED = EXACT.replace("rational", "double")
            .replace("1/6", "0x1.5555555555555p-3")
            .replace("\"epsilon\":\"0\"", "\"epsilon\":\"1e-14\"");

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("layer " + layer.layer() + ": expected a known layer, got an unknown one");
    });

    private static String outcome(String text) {
        CheckResult result = CHECKER.check(CertificateJson.parse(text, "c.json"));
        return result instanceof CheckResult.Rejected rejected
                ? rejected.reason()
                : ((CheckResult.Accepted) result).verdict().label();
    }

    @Test
    void honestCertificatesAreAccepted() {
        assertEquals("Certified", outcome(EXACT));
        assertEquals("Certified", outcome(CONE));
        assertEquals("Certified", outcome(ROUNDED));
    }

    @Test
    void aNegativeTargetIsOutsideTheConeProjectionAlthoughTheEqualityHolds() {
        String projection = CONE.replace("invariance-relu", "invariance-cone-projection")
                .replace("\"width-by-cone\"", "\"width-r\",\"non-negative-target\"");
        assertEquals("Certified", outcome(projection));
        assertEquals(
                "invariance-cone-projection: hypothesis non-negative-target: expected it to hold, got FAILS",
                outcome(projection.replace("\"rows\":[\"0\",\"1\"]", "\"rows\":[\"-1\",\"0\"]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "claim":"prop-3.2-first" | "claim":"prop-3.2" | prop-3.2: no proposition is known for this claim
            "form":"range" | "form":"ranges" | prop-3.2-first: form: expected one of [range, projected, approximation, entrywise, one-parameter, loss, factors, alternative, equal-rows, not-closed, output-rank], got ranges
            "form":"range" | "form":"projected" | prop-3.2-first: form: expected one of [range], got projected
            "relu","rank":1 | "swish","rank":1 | prop-3.2-first: activation: expected one of relu, leaky-relu, gelu, tanh, silu, sin2pi, triangle, sin-plus-cos, got swish
            "relu","rank":1 | "leaky-relu:1/0","rank":1 | prop-3.2-first: leaky ReLU slope: expected a fraction like 1/100, got 1/0
            "relu","rank":1 | "leaky-relu","rank":1 | prop-3.2-first: hypothesis relu: expected it to hold, got FAILS
            "rank":1 | "rank":2 | prop-3.2-first: matrix A: expected 3x2, got 3x1
            ["relu", | [ | prop-3.2-first: hypothesis relu is missing
            "width-2r" | "width-2r","convex" | prop-3.2-first: hypothesis convex: expected one of [relu, rank-positive, width-2r], got a name the proposition does not have
            "X": | "Y": | prop-3.2-first: matrix X is missing
            ["1/6"] | ["1/5"] | prop-3.2-first: expected sigma(W0 Theta1) Theta2 - W0 X B = 0 exactly, got a matrix of Frobenius norm 0.16329931618554522
            ["1","0","0"] | ["1","0","1"] | prop-3.2-first: expected W0' (W0 X - A) B = 0 exactly, got a matrix of Frobenius norm 2.0
            ["2","-2"] | ["2","-3"] | prop-3.2-first: expected sigma(W0 Theta1) Theta2 - W0 X B = 0 exactly, got a matrix of Frobenius norm 0.3333333333333333
            ["1/6 -1/6"] | ["1/6 -1/6 0"] | prop-3.2-first: hypothesis width-2r: expected it to hold, got FAILS
            ["1","-2","1"] | ["1","-2"] | prop-3.2-first: matrix A: expected 2x1, got 3x1
            {"inline":{"numbers":"rational","rows":["1","-2","1"]}} | {"checkpoint":"m","layer":"q","sha256":"0"} | prop-3.2-first: layer q: expected a known layer, got an unknown one
            """)
    void aSpoiltExactCertificateIsRejectedInOneLine(String from, String to, String reason) {
        assertTrue(EXACT.contains(from), "nothing to change at " + from);
        assertEquals(reason, outcome(EXACT.replace(from, to)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["1","1"] | ["1","2"] | invariance-relu: matrix y: expected y > 0 with W0' y = 0, which could not be shown
            ["1","1"] | ["0","0"] | invariance-relu: matrix y: expected y > 0 with W0' y = 0, which could not be shown
            ["1","1"] | ["-1","-1"] | invariance-relu: matrix y: expected y > 0 with W0' y = 0, which could not be shown
            ["1","1"] | ["1","1","1"] | invariance-relu: matrix y: expected 2x1, got 3x1
            "Theta1":{"numbers":"rational","rows":["-1"]} | "Theta1":{"numbers":"rational","rows":["-1 0"]} | invariance-relu: hypothesis width-by-cone: expected it to hold, got FAILS
            ["0","1"] | ["1","0"] | invariance-relu: expected W0' (sigma(W0 Theta1) Theta2 - A B) = 0 exactly, got a matrix of Frobenius norm 2.0
            """)
    void evidenceOfATrivialConeIsChecked(String from, String to, String reason) {
        assertTrue(CONE.contains(from), "nothing to change at " + from);
        assertEquals(reason, outcome(CONE.replace(from, to)));
    }

    @Test
    void aBoundThatCannotBeShownIsRejected() {
        String reason = outcome(ROUNDED.replace("1e-14", "1e-17"));
        assertTrue(
                reason.startsWith("prop-3.2-first: expected an error of at most 1.0E-17, could only show at most "),
                reason);
        CheckResult.Accepted accepted =
                assertInstanceOf(CheckResult.Accepted.class, CHECKER.check(CertificateJson.parse(ROUNDED, "c.json")));
        assertInstanceOf(Verdict.Certified.class, accepted.verdict());
        assertTrue(accepted.relativeError() > 0 && accepted.relativeError() < 1e-13);
    }

    @Test
    void mixedKindsOfNumbersAreRejected() {
        assertEquals(
                "prop-3.2-first: matrix B: expected doubles as the weight has, got rationals",
                outcome(ROUNDED.replace("\"B\":{\"numbers\":\"double\"", "\"B\":{\"numbers\":\"rational\"")));
        assertEquals(
                "prop-3.2-first: weight: expected doubles for activation relu, got rationals",
                outcome(EXACT.replace("\"B\":{\"numbers\":\"rational\"", "\"B\":{\"numbers\":\"double\"")));
    }

    @ParameterizedTest
    @CsvSource({"relu", "leaky-relu", "tanh", "gelu", "silu", "sin2pi"})
    void anOverflowIsARejection(String activation) {
        String claim = activation.equals("relu")
                ? "invariance-relu"
                : activation.contains("leaky") ? "invariance-monotone" : "invariance-smooth";
        String names = activation.equals("relu")
                ? "\"relu\",\"rank-positive\",\"width-by-cone\""
                : "\"rank-positive\",\"width-r\",\"" + (activation.contains("leaky") ? "monotone" : "smooth")
                        + "-activation\"";
        String text = CONE.replace("\"activation\":\"relu\"", "\"activation\":\"" + activation + "\"")
                .replace("invariance-relu", claim)
                .replace("\"relu\",\"rank-positive\",\"width-by-cone\"", names)
                .replace("rational", "double")
                .replace("[\"1\",\"-1\"]", "[\"1e50\",\"-1e50\"]")
                .replace("[\"-1\"]", "[\"-1e300\"]")
                .replaceAll(",\\s*\"y\":\\{.*\\]\\}\\}\\}", "}}");
        String reason = outcome(text);
        assertEquals(claim + ": the error could not be bounded: the rounding bounds overflow", reason);
    }

    @Test
    void aBoundOfTwoDigitsIsRoundedUp() {
        CertificateDocument tight = CHECKER.tighten(CertificateJson.parse(ROUNDED, "c.json"));
        BigFraction epsilon = tight.epsilon();
        assertInstanceOf(CheckResult.Accepted.class, CHECKER.check(tight));
        assertInstanceOf(
                CheckResult.Rejected.class, CHECKER.check(tight.withEpsilon(epsilon.multiply(new BigFraction(9, 10)))));
        BigInteger scale = BigInteger.TEN.pow(18);
        assertTrue(epsilon.multiply(new BigFraction(scale)).getNumerator().bitLength() < 24, epsilon::toString);
    }

    @Test
    void aDraftWithoutABoundIsRefusedInOneLine() {
        CertificateDocument good = CertificateJson.parse(ROUNDED, "c.json");
        java.util.Map<String, MatrixData> matrices = new java.util.TreeMap<>(good.matrices());
        matrices.put("X", new MatrixData.Floats(FloatMatrix.of(new double[][] {{1}, {2}})));
        CertificateDocument bad = new CertificateDocument(
                good.claim(),
                good.form(),
                good.activation(),
                1,
                good.hypotheses(),
                good.weight(),
                matrices,
                good.epsilon());
        assertEquals(
                "prop-3.2-first: matrix X: expected 1x1, got 2x1",
                assertThrows(IllegalArgumentException.class, () -> CHECKER.tighten(bad))
                        .getMessage());
    }
}
