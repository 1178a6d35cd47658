package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KroneckerCommandTest {

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "sqrt-primes,20,1,1e-3",
        "sqrt-primes,20,3,1e-5",
        "powers,9,1,1e-4",
        "sqrt-primes,1,1,0.5",
        "powers,1,1,1e-9"
    })
    void whatIsFoundIsAcceptedAgain(String numbers, String dim, String columns, String eps) {
        String certificate = folder.resolve("theta.json").toString();
        JsonNode found = Run.json(Run.good(
                "kronecker",
                "--numbers",
                numbers,
                "--dim",
                dim,
                "--columns",
                columns,
                "--eps",
                eps,
                "--certificate",
                certificate,
                "--json"));
        assertTrue(found.get("bits").intValue() >= found.get("bitsAtLeast").intValue(), found.toString());
        assertTrue(Run.good("recheck", certificate).contains("Certified error <= "));
    }

    @Test
    void theTextSaysWhatWasFound() {
        String text = Run.good("kronecker", "--dim", "12", "--eps", "1e-3");
        assertTrue(text.contains("certified (asked: 1e-3)"), text);
        assertTrue(text.contains("at least      118 bits are needed to serve half of all targets"), text);
        assertTrue(text.contains("12x1, sqrt-primes; no rational relation between its rows"), text);
    }

    @Test
    void aCertificateThatIsChangedIsRejected() throws IOException {
        Path certificate = folder.resolve("theta.json");
        Run.good("kronecker", "--dim", "6", "--eps", "1e-3", "--certificate", certificate.toString());
        String good = Files.readString(certificate);
        String claimsMore = good.replace("\"epsilon\" : \"0.001\"", "\"epsilon\" : \"0.00001\"");
        assertFalse(claimsMore.equals(good));
        assertEquals(
                ExitCode.NOT_AS_EXPECTED,
                Run.of("recheck", file("more.json", claimsMore)).exit());
        String otherNumber = good.replace("\"sqrt(3)\"", "\"sqrt(17)\"");
        assertFalse(otherNumber.equals(good));
        assertEquals(
                ExitCode.NOT_AS_EXPECTED,
                Run.of("recheck", file("other.json", otherNumber)).exit());
        String dependent = good.replace("\"sqrt(3)\"", "\"2*sqrt(2)\"");
        Run run = Run.of("recheck", file("dependent.json", dependent));
        assertEquals(ExitCode.NOT_AS_EXPECTED, run.exit());
        assertTrue(run.out().contains("independent-column"), run.out());
    }

    @Test
    void numbersAndTargetFromFiles() throws IOException {
        String numbers = file("numbers.txt", "sqrt(2)\n1/2+3*sqrt(5)\n\n1\nsqrt(2)-1/1000*sqrt(7)\n");
        String target = file("target.txt", "1 -1\n0 0.25\n");
        assertTrue(Run.good("kronecker", "--numbers", numbers, "--target", target, "--eps", "1e-4")
                .contains("4x1, "));
    }

    @Test
    void dependentNumbersAreAnsweredWithTheirRelation() throws IOException {
        assertEquals(
                "peanut: numbers: expected rows that are independent over the rationals, found (-2) row 1 + (1) row 3 = 0"
                        + " in every column",
                Run.refusal(
                                "kronecker",
                                "--eps",
                                "1e-3",
                                "--numbers",
                                file("numbers.txt", "sqrt(2)\nsqrt(3)\nsqrt(8)\n"))
                        .replace("(2) row 1 + (-1) row 3", "(-2) row 1 + (1) row 3"));
        assertTrue(Run.refusal("kronecker", "--eps", "1e-3", "--numbers", file("numbers.txt", "sqrt(2)\n0\n"))
                .contains("row 2 = 0"));
        String large = "1" + "0".repeat(29) + "7";
        assertTrue(Run.refusal("kronecker", "--eps", "1e-3", "--numbers", file("numbers.txt", large + "\n3\n"))
                .contains("100000... of 31 digits) row 2"));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "-1e-3", "NaN", "Infinity", "1e-13", "x", "''"})
    void refusesAnErrorThatCannotBeAskedFor(String eps) {
        String line = Run.refusal("kronecker", "--dim", "4", "--eps", eps);
        assertTrue(line.startsWith("peanut: --eps: expected "), line);
    }

    @Test
    void refusesBadInput() throws IOException {
        assertRefused("--dim: expected at least 1, got 0", "--dim", "0");
        assertRefused("--dim: expected at least 1, got -3", "--dim", "-3");
        assertRefused("--columns: expected at least 1, got 0", "--dim", "3", "--columns", "0");
        assertRefused("--dim: expected with --numbers sqrt-primes");
        assertRefused("--numbers nowhere: expected sqrt-primes, powers, checkpoint:NAME:LAYER", "--numbers", "nowhere");
        assertRefused("--numbers: expected checkpoint:NAME|FILE:LAYER, got checkpoint:x", "--numbers", "checkpoint:x");
        assertRefused(
                "--columns: expected 1 with --numbers powers", "--numbers", "powers", "--dim", "3", "--columns", "2");
        assertRefused("--certificate " + folder, "--dim", "3", "--certificate", folder.toString());
        String three = file("target.txt", "0 NaN 1");
        assertRefused("number 2: expected a number between -1 and 1, got NaN", "--dim", "3", "--target", three);
        String large = file("large.txt", "0 1.5 1");
        assertRefused("number 2: expected a number between -1 and 1, got 1.5", "--dim", "3", "--target", large);
        assertRefused("expected 4 numbers, got 3", "--dim", "4", "--target", three);
        String ragged = file("ragged.txt", "1 2\n3\n");
        assertRefused("expected 2 numbers in every row, got 1", "--numbers", ragged);
        String empty = file("empty.txt", "\n");
        assertRefused("--numbers " + empty, "--numbers", empty);
        String mixed = file("mixed.txt", "sqrt(2)\nroot(x^3-2;1;2)\n");
        assertRefused("--numbers " + mixed, "--numbers", mixed);
    }

    private static void assertRefused(String expected, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "kronecker";
        all[1] = "--eps";
        all[2] = "1e-3";
        System.arraycopy(args, 0, all, 3, args.length);
        String line = Run.refusal(all);
        assertTrue(line.contains(expected), line);
    }
}
