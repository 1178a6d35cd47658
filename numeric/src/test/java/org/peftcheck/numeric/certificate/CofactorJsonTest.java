package org.peftcheck.numeric.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;

class CofactorJsonTest {

    private static final String TEXT =
            CofactorJson.write(OperatorIdentities.named("projector-idempotent").orElseThrow());

    static List<OperatorTheorem> theorems() {
        return OperatorIdentities.all();
    }

    /** The text with a part replaced, which has to be there. */
    private static String planted(String part, String other) {
        assertNotEquals(TEXT, TEXT.replace(part, other), "nothing to replace: " + part);
        return TEXT.replace(part, other);
    }

    private static String rejection(String text) {
        try {
            return CofactorJson.parse(text, "f").rejection().orElse("accepted");
        } catch (BadCertificateException refusal) {
            return refusal.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource("theorems")
    void aTheoremReadsBackAndIsAccepted(OperatorTheorem theorem, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("proof.json");
        Files.writeString(file, CofactorJson.write(theorem));
        assertEquals(theorem, CofactorJson.read(file).theorem());
        assertEquals(Optional.empty(), CofactorJson.rejection(file));
        assertTrue(CofactorJson.isCofactorFile(file));
    }

    @Test
    void theFileIsReadable() {
        assertTrue(TEXT.contains("\"vanishes\" : \"W X W - W\""), TEXT);
        assertTrue(TEXT.contains("\"goal\" : \"W X W X - W X\""), TEXT);
        assertTrue(TEXT.contains("\"right\" : \"X\""), TEXT);
        assertTrue(TEXT.contains("\"-12/625 16/625 0\""), TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'left' : '1'|'left' : '2'|identity projector-idempotent: expected cofactors that expand to the goal,"
                        + " got a difference of -W X W X + W X",
                "'left' : '1'|'left' : '-1'|identity projector-idempotent: expected cofactors that expand to the goal,"
                        + " got a difference of 2 W X W X - 2 W X",
                "'right' : 'X'|'right' : 'W*'|identity projector-idempotent: expected cofactors that expand to the goal,"
                        + " got a difference of -W X W W* + W X W X + W W* - W X",
                "'right' : 'X'|'right' : 'W'|f: field cofactors[0].right: sum of `0` and `W`: expected a second operand of"
                        + " d_in×d_out, got d_out×d_in",
                "'right' : 'X'|'right' : 'Q'|f: field cofactors[0].right: polynomial `Q`: expected a letter of [W, X], got `Q`",
                "'adjoint' : false|'adjoint' : 0|f: field cofactors[0].adjoint: expected true or false, got 0",
                "'goal' : 'W X W X - W X'|'goal' : 'W X W X'|identity projector-idempotent: expected cofactors that expand to"
                        + " the goal, got a difference of W X",
                "'statement' : 'W0|'statement' : 'Not W0|identity projector-idempotent: expected it as the toolkit states it,"
                        + " got another statement",
                "'identity' : 'projector|'identity' : 'a-projector|identity a-projector-idempotent: expected an identity of"
                        + " the toolkit, got another name",
                "'claim' : 'moore-penrose-projector'|'claim' : 'prop-3.2-first'|identity projector-idempotent: expected the"
                        + " claim moore-penrose-projector, got prop-3.2-first",
                "'meaning' : 'the pre|'meaning' : 'a pre|identity projector-idempotent: expected it as the toolkit states it,"
                        + " got another list of operators",
                "'vanishes' : 'W X W - W'|'vanishes' : 'W X W'|identity projector-idempotent: expected cofactors that expand to"
                        + " the goal, got a difference of -W X",
                "-12/625 16/625 0|-12/625 17/625 0|identity projector-idempotent: witness: expected hypothesis inner to vanish,"
                        + " got [144 / 625, -192 / 625; -192 / 625, 256 / 625; 0, 0]",
                "'-12/625 16/625 0'|'-12/625 16/625'|f: field witness.matrices.X[1]: expected 3 numbers, got 2 numbers",
                "16/625|16/0|f: field witness.matrices.X[1]: expected exact numbers such as -3/4, got 16/0",
                "'d_in' : 2|'d_in' : 3|identity projector-idempotent: witness: model: expected W of d_out×d_in = 3×3, got 3×2",
                "'d_in' : 2|'d_in' : 0|f: field witness.sizes.d_in: expected a positive integer, got 0",
                "'rows' : 'd_in'|'rows' : 'D+1'|f: field operators[1].rows: expected a dimension such as d_out, or a number,"
                        + " got D+1",
                "'name' : 'X'|'name' : 'X!'|f: field operators[1].name: operator: expected a name of letters and then digits,"
                        + " got `X!`",
                "'hypothesis' : 'inner',|'hypothesis' : 'outer',|f: field cofactors[0].hypothesis: expected one of the"
                        + " hypotheses, got outer",
                "peanut-cofactors/1|peanut-cofactors/2|f: field format: expected peanut-cofactors/1, got peanut-cofactors/2",
                "'goal'|'gaol'|f: field gaol: expected one of [claim, cofactors, format, goal, hypotheses, identity, necessity,"
                        + " operators, statement, witness], got an unknown field"
            })
    void aMutatedFileIsRejected(String part, String other, String message) {
        assertEquals(message, rejection(planted(part.replace('\'', '"'), other.replace('\'', '"'))));
    }

    @Test
    void whatIsNotJsonIsRefused(@TempDir Path folder) throws IOException {
        assertEquals("f:1: expected a complete JSON cofactor file, got Unexpected end-of-input", start("{"));
        assertEquals("f: expected an object, got []", rejection("[]"));
        assertEquals(
                "f:1: expected a complete JSON cofactor file, got Duplicate field 'a'", start("{\"a\":1,\"a\":2}"));
        Path missing = folder.resolve("missing.json");
        assertEquals(
                Optional.of(missing + ": expected a readable text file, got NoSuchFileException"),
                CofactorJson.rejection(missing));
        assertFalse(CofactorJson.isCofactorFile(missing));
        Path other = folder.resolve("other.json");
        Files.writeString(other, "{\"format\":\"peanut-certificate/1\"}");
        assertFalse(CofactorJson.isCofactorFile(other));
        assertThrows(BadCertificateException.class, () -> CofactorJson.read(other));
        Files.writeString(other, planted("\"left\" : \"1\"", "\"left\" : \"1/2\""));
        assertTrue(CofactorJson.rejection(other).orElseThrow().startsWith(other + ": identity projector-idempotent: "));
    }

    private static String start(String text) {
        return rejection(text).replaceFirst("(end-of-input|'a').*", "$1");
    }
}
