package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** What the checker says of the independence of a weight's entries, for each kind of numbers. */
class IndependenceFactsTest {

    private static VerifiedFacts facts(MatrixData weight, String form, RationalMatrix a) {
        CertificateDocument document = new CertificateDocument(
                "prop-b1-column",
                form,
                "sin2pi",
                1,
                List.of(),
                new WeightSource.Inline(weight),
                Map.of("A", new MatrixData.Exact(a)),
                BigFraction.ZERO);
        return new VerifiedFacts(new CheckedInstance(document, Activation.SIN2PI, weight));
    }

    private static VerifiedFacts facts(MatrixData weight) {
        return facts(weight, "approximation", RationalMatrix.zero(weight.rows(), 1));
    }

    private static String decisions(MatrixData weight) {
        VerifiedFacts facts = facts(weight);
        return String.join(
                " ",
                facts.independentColumn().toString(),
                facts.independentRow().toString(),
                facts.independentRows().toString(),
                facts.independentEntries().toString(),
                facts.fullRowRank().toString());
    }

    private static String[][] cells(String rows) {
        return java.util.Arrays.stream(rows.split("; "))
                .map(row -> row.strip().split(" "))
                .toArray(String[][]::new);
    }

    /** Column, row, rows as vectors, all entries; rank over the reals. */
    @ParameterizedTest
    @CsvSource({
        "'sqrt(2) sqrt(3); sqrt(5) sqrt(7)', HOLDS HOLDS HOLDS HOLDS UNKNOWN",
        "'sqrt(2) sqrt(3); sqrt(3) sqrt(2)', HOLDS HOLDS HOLDS FAILS UNKNOWN",
        "'1 sqrt(2); 1 sqrt(2)', FAILS HOLDS FAILS FAILS UNKNOWN",
        "'sqrt(2) sqrt(2); 1 1', HOLDS FAILS HOLDS FAILS UNKNOWN",
        "'sqrt(2) 0; 0 sqrt(2)', FAILS FAILS HOLDS FAILS UNKNOWN",
        "'1; sqrt(2); sqrt(3)', HOLDS HOLDS HOLDS HOLDS FAILS",
        "'1; sqrt(2); 1+sqrt(2)', FAILS HOLDS FAILS FAILS FAILS",
        "'root(x^2-x-1;1;2); 1', HOLDS HOLDS HOLDS HOLDS FAILS",
        "'root(x^3-2;1;2) root(x^3-2;1;2)^2; 1 0', HOLDS HOLDS HOLDS FAILS UNKNOWN"
    })
    void realNumbers(String rows, String expected) {
        assertEquals(expected, decisions(new MatrixData.Reals(ExactRealMatrix.parse(cells(rows)))));
    }

    @ParameterizedTest
    @CsvSource({
        "'1 2; 3 4', FAILS FAILS HOLDS FAILS HOLDS",
        "'1 2; 2 4', FAILS FAILS FAILS FAILS FAILS",
        "'1; 2', FAILS HOLDS FAILS FAILS FAILS",
        "'3', HOLDS HOLDS HOLDS HOLDS HOLDS",
        "'0', FAILS FAILS FAILS FAILS FAILS"
    })
    void rationalsOfEveryKind(String rows, String expected) {
        ExactRealMatrix reals = ExactRealMatrix.parse(cells(rows));
        RationalMatrix rational = reals.rational().orElseThrow();
        assertEquals(expected, decisions(new MatrixData.Reals(reals)));
        assertEquals(expected, decisions(new MatrixData.Exact(rational)));
        String unproven = rows.equals("0") || rows.equals("1 2; 2 4")
                ? expected.substring(0, expected.lastIndexOf(' ')) + " UNKNOWN"
                : expected;
        assertEquals(unproven, decisions(new MatrixData.Floats(FloatMatrix.of(rational.toDoubles()))));
    }

    @ParameterizedTest
    @CsvSource({
        "entrywise, 1, HOLDS",
        "entrywise, -1, HOLDS",
        "entrywise, 1001/1000, FAILS",
        "entrywise, -2, FAILS",
        "approximation, 2, HOLDS",
        "one-parameter, 2, HOLDS"
    })
    void aTargetIsBoundedWhereItsEntriesAreApproached(String form, String entry, String expected) {
        RationalMatrix a = ExactRealMatrix.parse(new String[][] {{"0"}, {entry}})
                .rational()
                .orElseThrow();
        MatrixData weight = new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(2, 1));
        assertEquals(expected, facts(weight, form, a).boundedTarget().toString());
    }

    /** The equal rows of the paper's counterexample, with its √2 in the weight itself. */
    @ParameterizedTest
    @CsvSource({"'1 sqrt(2); 1 sqrt(2)', 2", "'1 sqrt(2); 1 sqrt(3)', 0"})
    void equalRowsAreSeenInRealNumbers(String rows, int squaredDistance) {
        MatrixData weight = new MatrixData.Reals(ExactRealMatrix.parse(cells(rows)));
        CertificateDocument document = new CertificateDocument(
                "prop-b1-row",
                "equal-rows",
                "sin2pi",
                1,
                List.of(),
                new WeightSource.Inline(weight),
                Map.of(
                        "A", new MatrixData.Exact(RationalMatrix.ofIntegers(new long[][] {{1}, {-1}})),
                        "B", new MatrixData.Exact(RationalMatrix.ofIntegers(new long[][] {{1, 0}}))),
                BigFraction.ZERO);
        CheckedInstance instance = new CheckedInstance(document, Activation.SIN2PI, weight);
        assertEquals(
                new BigFraction(squaredDistance),
                RefutingForms.equalRows(instance).lo());
    }
}
