package org.peftcheck.numeric.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** Matrices of real numbers in certificates: both ways, and every refusal in one line. */
class RealMatrixJsonTest {

    private static final String FILE = """
            {"format":"peanut-certificate/1","claim":"prop-b1-column","form":"entrywise","activation":"sin2pi","rank":1,
            "hypotheses":[],"epsilon":"0","weight":{"inline":{"numbers":"real","rows":["%s","%s"]}},"matrices":{}}""";

    private static CertificateDocument parse(String first, String second) {
        return CertificateJson.parse(FILE.formatted(first, second), "k.json");
    }

    @ParameterizedTest
    @CsvSource({
        "sqrt(2) 1/2, 3*sqrt(5)+1 -7",
        "root(x^3-2;1;2)^2 0, 1-root(x^3-2;1;2) 5/3",
        "1 2, 3 4",
        "'  sqrt(8)   0 ', 1 2"
    })
    void realNumbersSurviveTheFile(String first, String second) {
        CertificateDocument document = parse(first, second);
        assertEquals(document, CertificateJson.parse(CertificateJson.write(document), "again"));
        MatrixData weight = ((WeightSource.Inline) document.weight()).matrix();
        assertEquals(2, weight.rows());
        assertEquals(2, weight.columns());
        assertEquals(
                ExactRealMatrix.parse(new String[][] {
                    first.strip().split(" +"), second.strip().split(" +")
                }),
                weight.reals());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 + sqrt(2) | 3 | field weight.inline.rows[1]: expected 3 numbers, got 1 numbers
            sqrt(x) | 3 | field weight.inline: row 0, column 0: real number sqrt(x): expected a positive integer at character 6, got 'x'
            1 | 1.5 | field weight.inline: row 1, column 0: real number 1.5: expected + or - at character 2, got '.'
            1 | 0x1p-3 | field weight.inline: row 1, column 0: real number 0x1p-3: expected + or - at character 2, got 'x'
            sqrt(2) | root(x^3-2;1;2) | field weight.inline: real numbers: expected square roots or powers of one root throughout, got sqrt(2) and root(x^3-2;1;2)
            1 | root(x^4-10*x^2+1;3;4) | field weight.inline: row 1, column 0: root of x^4-10*x^2+1: expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible
            1 | root(x^2-4;1;3) | field weight.inline: row 1, column 0: root of x^2-4: expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible
            1 | root(x^3-2;2;3) | field weight.inline: row 1, column 0: root of x^3-2: expected an interval for which Descartes' rule of signs shows exactly one root, got no root between 2 and 3
            1 | root(x^3-3*x-1;-2;2) | field weight.inline: row 1, column 0: root of x^3-3*x-1: expected an interval for which Descartes' rule of signs shows exactly one root, got up to 3 between -2 and 2
            """)
    void badRealNumbersAreRefusedInOneLine(String first, String second, String message) {
        assertEquals(
                "k.json: " + message,
                assertThrows(BadCertificateException.class, () -> parse(first, second))
                        .getMessage());
    }

    @Test
    void rationalsAreRealNumbersButNotTheOtherWayRound() {
        MatrixData rational = new MatrixData.Exact(RationalMatrix.identity(2));
        assertEquals(rational.exactly(), new MatrixData.Reals(rational.reals()).exactly());
        MatrixData irrational = new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(2, 1));
        assertEquals(
                "matrix: expected rationals, got 2x1 real numbers",
                assertThrows(BadCertificateException.class, irrational::exactly).getMessage());
    }
}
