package org.peftcheck.numeric.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Verdict;

class CounterexamplesTest {

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("no layers here");
    });

    private static java.util.List<String> claims() {
        return Counterexamples.claims();
    }

    private static Counterexample refuted(CertificateDocument document) {
        CheckResult.Accepted accepted = assertInstanceOf(CheckResult.Accepted.class, CHECKER.check(document));
        return assertInstanceOf(Verdict.Refuted.class, accepted.verdict()).counterexample();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void everyStoredCounterexampleRefutesItsClaim(String claim) {
        Counterexample counterexample = refuted(Counterexamples.of(claim));
        assertEquals(claim, counterexample.claim());
        counterexample.hypotheses().forEach(hypothesis -> assertEquals(Decision.HOLDS, hypothesis.decision()));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theJsonReadsBackAsItself(String claim) {
        CertificateDocument document = Counterexamples.of(claim);
        assertEquals(document, CertificateJson.parse(CertificateJson.write(document), "again"));
    }

    @Test
    void theNumbersAreThoseOfTheArgument() {
        assertEquals("2", refuted(Counterexamples.of("prop-b1-row")).lhs().toString());
        assertEquals(
                "2", refuted(Counterexamples.of("prop-3.2-equivalence")).lhs().toString());
        assertEquals("1", refuted(Counterexamples.of("prop-3.2-min")).lhs().toString());
        assertEquals(
                "3",
                refuted(Counterexamples.of("prop-3.2-output-activation")).lhs().toString());
    }

    @Test
    void refusesAClaimWithoutCounterexample() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Counterexamples.of("prop-3.2-first"));
        assertEquals(
                "counterexample: expected one of [prop-3.2-min, prop-3.2-output-activation, prop-3.2-equivalence,"
                        + " prop-b1-row], got prop-3.2-first",
                refusal.getMessage());
    }

    /** Each row plants one mistake in the text of a counterexample and says how the checker refuses it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prop-b1-row | "1 0", "1 0" | "1 0", "2 0" | expected a left side greater than 1, got 0
            prop-b1-row | "0 1", "0 1" | "0 1", "0 2" | expected a left side greater than 1, got 0
            prop-b1-row | "0 1", "0 1" | "2 0", "2 0" | hypothesis independent-row: expected it to hold, got FAILS
            prop-b1-row | "1", "-1" | "1", "1" | expected a left side greater than 1, got 0
            prop-b1-row | "1", "-1" | "1", "-2/5" | expected a left side greater than 1, got 49/50
            prop-b1-row | "1", "-1" | "1 0", "-1 0" | matrix A: expected 2x1, got 2x2
            prop-b1-row | "epsilon" : "1" | "epsilon" : "3/2" | expected a left side greater than 9/4, got 2
            prop-b1-row | sin2pi | relu | hypothesis sine: expected it to hold, got FAILS
            prop-b1-row | , "independent-row" | | hypothesis independent-row is missing
            prop-b1-row | Root2 | Root3 | hypothesis independent-row: expected it to hold, got FAILS
            prop-3.2-equivalence | "rows" : [ "1", "1" ] | "rows" : [ "1", "2" ] | expected a left side greater than 1, got 0
            prop-3.2-equivalence | "1", "-1" | "1", "0" | expected a left side greater than 1, got 1/2
            prop-3.2-equivalence | "rows" : [ "1" ] | "rows" : [ "1/2" ] | expected a left side greater than 1, got 1/2
            prop-3.2-equivalence | equal-rows | output-rank | form: expected one of [equal-rows], got output-rank
            prop-3.2-min | "0", "1", "1" | "0", "1", "2" | expected y >= 0 and y' M = 0, which fails
            prop-3.2-min | "0", "1", "1" | "0", "-1", "-1" | expected y >= 0 and y' M = 0, which fails
            prop-3.2-min | "0", "1", "1" | "0", "0", "0" | expected a left side greater than 0, got 0
            prop-3.2-min | "1 1", "0 0", "0 0" | "1 2", "0 0", "0 0" | expected T0 P0 + T1 P1 = M, which fails
            prop-3.2-min | "0 0", "1 0", "0 1" | "0 0", "0 1", "1 0" | expected T0 P0 + T1 P1 = M, which fails
            prop-3.2-min | "0 1 0", "0 -1 0" ] | "0 1 0", "0 -1 1" ] | expected T0 P0 + T1 P1 = M, which fails
            prop-3.2-min | "1 0 0", "0 1 0", "0 0 1" | "1 0 0", "0 1 0", "0 0 2" | expected W0 = I, which fails
            prop-3.2-min | "epsilon" : "0" | "epsilon" : "1" | expected a left side greater than 1, got 1
            prop-3.2-min | "relu", "rank-positive" | "relu" | hypothesis rank-positive is missing
            prop-3.2-output-activation | "1 -1 1", "-1 1 1" | "1 -1 1", "1 1 1" | expected a left side greater than 2, got 2
            prop-3.2-output-activation | "1 0", "0 1", "1 1" | "1 0", "0 1", "1 0" | expected a left side greater than 2, got 2
            prop-3.2-output-activation | "rank" : 2 | "rank" : 1 | hypothesis width-r: expected it to hold, got FAILS
            prop-3.2-output-activation | "rank" : 2 | "rank" : 3 | expected a left side greater than 3, got 3
            prop-3.2-output-activation | "activation" : "relu" | "activation" : "tanh" | hypothesis relu: expected it to hold, got FAILS
            """)
    void everyPlantedMistakeIsRejected(String claim, String from, String to, String reason) {
        String written = new String(read(claim), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(true, written.contains(from), "nothing to plant at " + from);
        String planted = written.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to == null ? "" : to));
        CheckResult result = CHECKER.check(CertificateJson.parse(planted, claim));
        assertEquals(
                claim + ": " + reason,
                assertInstanceOf(CheckResult.Rejected.class, result).reason());
    }

    private static byte[] read(String claim) {
        Function<String, java.io.InputStream> open = CounterexamplesTest.class::getResourceAsStream;
        try (java.io.InputStream stream = open.apply("/peanut2025/counterexamples/" + claim + ".json")) {
            return stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
