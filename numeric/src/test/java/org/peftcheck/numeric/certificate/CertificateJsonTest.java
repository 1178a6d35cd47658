package org.peftcheck.numeric.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.exact.RationalMatrix;

class CertificateJsonTest {

    private static final String GOOD = """
            {
              "format" : "peanut-certificate/1",
              "claim" : "prop-3.2-first",
              "form" : "range",
              "activation" : "relu",
              "rank" : 1,
              "hypotheses" : [ "relu", "rank-positive" ],
              "epsilon" : "1.2E-12",
              "weight" : {
                "inline" : {
                  "numbers" : "rational",
                  "rows" : [ "1 -2/3", "0 4" ]
                }
              },
              "matrices" : {
                "A" : {
                  "numbers" : "double",
                  "rows" : [ "0x1.8p-3", "-0x0.0p0" ]
                }
              }
            }
            """;

    private static CertificateDocument parse(String text) {
        return CertificateJson.parse(text, "good.json");
    }

    private static String refusal(String text) {
        BadCertificateException refused = assertThrows(BadCertificateException.class, () -> parse(text));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
        return refused.getMessage();
    }

    @Test
    void whatIsWrittenIsWhatWasRead() {
        assertEquals(GOOD, CertificateJson.write(parse(GOOD)));
    }

    @Test
    void everyFieldIsRead() {
        CertificateDocument document = parse(GOOD);
        assertEquals("prop-3.2-first", document.claim());
        assertEquals("range", document.form());
        assertEquals("relu", document.activation());
        assertEquals(1, document.rank());
        assertEquals(List.of("relu", "rank-positive"), document.hypotheses());
        assertEquals(new BigFraction(12, 10).divide(new BigFraction(10).pow(12)), document.epsilon());
        WeightSource.Inline inline = (WeightSource.Inline) document.weight();
        assertEquals(new BigFraction(-2, 3), inline.matrix().exactly().get(0, 1));
        assertEquals(new BigFraction(3, 16), document.matrix("A").exactly().get(0, 0));
    }

    @Test
    void aLayerIsReadByNameAndDigest() {
        WeightSource layer = new WeightSource.Layer("model.onnx", "encoder.layer.0.query.weight", "ab12");
        CertificateDocument good = parse(GOOD);
        CertificateDocument document = new CertificateDocument(
                good.claim(), good.form(), good.activation(), 2, List.of(), layer, good.matrices(), BigFraction.ZERO);
        assertEquals(document, parse(CertificateJson.write(document)));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.1,
                -0.0,
                Double.MIN_VALUE,
                -0x1.8p-1070,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                0x1.fffffffffffffp0
            })
    void doublesSurviveToTheLastBit(double value) {
        FloatMatrix matrix = FloatMatrix.of(new double[][] {{value}});
        CertificateDocument good = parse(GOOD);
        CertificateDocument document = new CertificateDocument(
                good.claim(),
                good.form(),
                good.activation(),
                1,
                List.of(),
                good.weight(),
                Map.of("A", new MatrixData.Floats(matrix)),
                BigFraction.ZERO);
        MatrixData.Floats read =
                (MatrixData.Floats) parse(CertificateJson.write(document)).matrix("A");
        assertEquals(
                Double.doubleToLongBits(value),
                Double.doubleToLongBits(read.matrix().get(0, 0)));
        assertEquals(
                new java.math.BigDecimal(value)
                        .compareTo(new java.math.BigDecimal(
                                        read.exactly().get(0, 0).getNumerator())
                                .divide(new java.math.BigDecimal(
                                        read.exactly().get(0, 0).getDenominator()))),
                0);
    }

    @Test
    void fractionsAndLongIntegersSurvive() {
        BigFraction third = new BigFraction(1, 3).pow(40);
        BigFraction power = new BigFraction(2).pow(300);
        RationalMatrix matrix = RationalMatrix.of(1, 2, (i, j) -> j == 0 ? third : power.negate());
        CertificateDocument good = parse(GOOD);
        CertificateDocument document = new CertificateDocument(
                good.claim(),
                good.form(),
                good.activation(),
                1,
                List.of(),
                new WeightSource.Inline(new MatrixData.Exact(matrix)),
                Map.of(),
                third);
        assertEquals(document, parse(CertificateJson.write(document)));
    }

    /** Each row changes the text in one place and says how the reader refuses it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            certificate/1" | certificate/2" | field format: expected peanut-certificate/1, got peanut-certificate/2
            "format" : "peanut-certificate/1", | | field format: expected a text, got null
            "claim" : "prop-3.2-first", | | field claim: expected a text, got null
            "form" : "range", | | field form: expected a text, got null
            "form" : "range" | "form" : 3 | field form: expected a text, got 3
            "activation" : "relu", | | field activation: expected a text, got null
            "rank" : 1, | | field rank: expected a positive integer, got null
            "rank" : 1, | "rank" : 0, | field rank: expected a positive integer, got 0
            "rank" : 1, | "rank" : "1", | field rank: expected a positive integer, got "1"
            "rank" : 1, | "rank" : 1.0, | field rank: expected a positive integer, got 1.0
            "rank" : 1, | "rank" : 99999999999, | field rank: expected a positive integer, got 99999999999
            [ "relu", "rank-positive" ] | "relu" | field hypotheses: expected a list of names, got "relu"
            "rank-positive" ] | 7 ] | field hypotheses: expected a list of names, got 7
            "hypotheses" : [ "relu", "rank-positive" ], | | field hypotheses: expected a list of names, got null
            1.2E-12 | -1.2E-12 | field epsilon: expected a bound of at least 0, got -1.2E-12
            1.2E-12 | tiny | field epsilon: expected an exact number such as -3/4, 1.2e-12 or 0x1.8p-3, got tiny
            1.2E-12 | 1e99999 | field epsilon: expected an exact number such as -3/4, 1.2e-12 or 0x1.8p-3, got 1e99999
            1.2E-12 | 1/0 | field epsilon: expected an exact number such as -3/4, 1.2e-12 or 0x1.8p-3, got 1/0
            1.2E-12 | 1/-2 | field epsilon: expected an exact number such as -3/4, 1.2e-12 or 0x1.8p-3, got 1/-2
            "1.2E-12" | 0.5 | field epsilon: expected a text, got 0.5
            "inline" | "outline" | field weight.outline: expected one of [checkpoint, layer, sha256], got an unknown field
            "inline" : { | "layer" : "q", "inline" : { | field weight.layer: expected one of [inline], got an unknown field
            "numbers" : "rational" | "numbers" : "float" | field weight.inline.numbers: expected rational, double or real, got float
            "numbers" : "rational", | | field weight.inline.numbers: expected a text, got null
            "0 4" | "0 4 1" | field weight.inline.rows[1]: expected 2 numbers, got 3 numbers
            "0 4" | 4 | field weight.inline.rows[1]: expected a text of numbers, got 4
            -2/3 | -2/x | field weight.inline.rows[0]: expected an exact number such as -3/4, 1.2e-12 or 0x1.8p-3, got -2/x
            [ "1 -2/3", "0 4" ] | [ ] | field weight.inline.rows: expected a list of rows, got []
            "0x1.8p-3" | "NaN" | field matrices.A.rows[0]: expected a finite double, got NaN
            "0x1.8p-3" | "0x1.8p4000" | field matrices.A.rows[0]: expected a finite double, got 0x1.8p4000
            "0x1.8p-3" | "" | field matrices.A.rows[0]: expected a finite double, got
            "A" : { | "A" : { "shape" : "2x1", | field matrices.A.shape: expected one of [numbers, rows], got an unknown field
            "rank" : 1 | "rank" : 1, "seed" : 7 | field seed: expected one of [activation, claim, epsilon, form, format, hypotheses, matrices, rank, weight], got an unknown field
            prop-3.2-first | prop\\n3.2 | field claim: expected a text without control characters, got prop?3.2
            "A" : { | "A\\t" : { | field matrices: expected a text without control characters, got A?
            """)
    void aMalformedCertificateIsRefusedInOneLine(String from, String to, String message) {
        assertTrue(GOOD.contains(from), "nothing to change at " + from);
        String changed = GOOD.replace(from, to == null ? "" : to);
        assertEquals(
                "good.json: " + message, refusal(changed.replace("\\\\", "\\")).stripTrailing());
    }

    @Test
    void aMissingWeightOrMatrixIsRefused() {
        String empty = "{\"format\":\"peanut-certificate/1\",\"claim\":\"c\",\"form\":\"f\",\"activation\":\"a\","
                + "\"rank\":1,\"hypotheses\":[],\"epsilon\":\"0\"%s}";
        assertEquals("good.json: field matrices: expected an object, got nothing", refusal(empty.formatted("")));
        assertEquals(
                "good.json: field weight: expected an object, got nothing",
                refusal(empty.formatted(",\"matrices\":{}")));
        assertEquals(
                "good.json: field weight: expected an object, got ARRAY",
                refusal(empty.formatted(",\"matrices\":{},\"weight\":[]")));
        assertEquals(
                "good.json: field weight.checkpoint: expected a text, got null",
                refusal(empty.formatted(",\"matrices\":{},\"weight\":{}")));
        assertEquals(
                "certificate of c: expected a matrix A, got []",
                assertThrows(
                                BadCertificateException.class,
                                () -> parse(empty.formatted(",\"matrices\":{},\"weight\":{\"checkpoint\":\"m\","
                                                + "\"layer\":\"l\",\"sha256\":\"0\"}"))
                                        .matrix("A"))
                        .getMessage());
    }

    @Test
    void textThatIsNoObjectIsRefused() {
        assertTrue(refusal("").startsWith("good.json: expected"), refusal(""));
        assertTrue(refusal("  \n").startsWith("good.json: expected"));
        assertTrue(refusal("[]").startsWith("good.json: expected"));
        assertTrue(refusal("null").startsWith("good.json: expected"));
        assertTrue(refusal("certificate").startsWith("good.json:1: expected a complete JSON certificate, got"));
        assertTrue(refusal(GOOD + GOOD).startsWith("good.json:"), refusal(GOOD + GOOD));
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        String twice = GOOD.replace("\"rank\" : 1,", "\"rank\" : 1, \"rank\" : 2,");
        assertTrue(
                refusal(twice).startsWith("good.json:6: expected a complete JSON certificate, got Duplicate"),
                refusal(twice));
    }

    @Test
    void everyProperBeginningIsRefused() {
        for (int length = 0; length < GOOD.stripTrailing().length(); length++) {
            String message = refusal(GOOD.substring(0, length));
            assertTrue(message.startsWith("good.json:"), message);
        }
    }

    @Test
    void aFileIsNamedInItsRefusal(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("c.json");
        BadCertificateException missing = assertThrows(BadCertificateException.class, () -> CertificateJson.read(file));
        assertEquals(file + ": expected a readable text file, got NoSuchFileException", missing.getMessage());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        BadCertificateException binary = assertThrows(BadCertificateException.class, () -> CertificateJson.read(file));
        assertEquals(file + ": expected a readable text file, got MalformedInputException", binary.getMessage());
        Files.writeString(file, GOOD);
        assertEquals(parse(GOOD), CertificateJson.read(file));
    }

    @Test
    void matricesAreChecked() {
        assertEquals(
                "matrix: expected 2 entries in row 1, got 1",
                assertThrows(IllegalArgumentException.class, () -> FloatMatrix.of(new double[][] {{1, 2}, {3}}))
                        .getMessage());
        assertEquals(
                "matrix: expected finite entries, got Infinity in row 0, column 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FloatMatrix.of(new double[][] {{1, Double.POSITIVE_INFINITY}}))
                        .getMessage());
        assertEquals(
                "matrix: expected at least one row, got none",
                assertThrows(IllegalArgumentException.class, () -> FloatMatrix.of(new double[0][]))
                        .getMessage());
    }

    @Test
    void aMatrixOfDoublesKeepsItsOwnNumbers() {
        double[][] values = {{1, 2}};
        FloatMatrix matrix = FloatMatrix.of(values);
        values[0][0] = 7;
        matrix.toRows()[0][1] = 7;
        assertEquals(FloatMatrix.of(new double[][] {{1, 2}}), matrix);
        assertEquals("1x2 doubles", matrix.toString());
    }
}
