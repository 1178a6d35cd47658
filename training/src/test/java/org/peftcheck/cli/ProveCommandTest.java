package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.certificate.CofactorJson;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.smt.Obligations;

class ProveCommandTest {

    @TempDir
    private Path folder;

    @Test
    void theBreakEvensAreProvedByBothSolvers() {
        String out = Run.good("prove", "saving-break-even", "saving-r-plus-1");
        List<String> solved =
                out.lines().filter(line -> line.contains("| solvers ")).toList();
        assertTrue(solved.size() >= 2, out);
        assertTrue(solved.stream().allMatch(line -> line.contains("| z3, cvc5 ")), out);
        assertTrue(out.contains("2 proved"), out);
        assertTrue(out.endsWith("each claim as expected\n"), out);
    }

    @Test
    void theFirstInequalityStandsOnADerivationAndTheMinimumIsRefuted() {
        String out = Run.good("prove", "prop-3.2-first", "prop-3.2-min");
        assertTrue(out.matches("(?s).*prop-3.2-first +\\| proved +\\| derivation.*"), out);
        assertTrue(out.matches("(?s).*prop-3.2-min +\\| refuted +\\| counterexample.*"), out);
    }

    @Test
    void anOpenClaimSaysWhy() {
        String out = Run.good("prove", "remark-3.1");
        assertTrue(out.contains("open   | qualitative: no quantity is claimed"), out);
        assertTrue(out.contains("1 open"), out);
    }

    @Test
    void theExportHoldsEveryObligationAndSaysHowToCheckIt() throws IOException {
        Run run = Run.of(
                "prove", "relu-identity", "--export", folder.resolve("out").toString());
        assertEquals(ExitCode.OK, run.exit(), run.out());
        try (Stream<Path> files = Files.list(folder.resolve("out").resolve("smt"))) {
            assertEquals(Obligations.all().size(), files.count());
        }
        String rechecked =
                Run.good("recheck", folder.resolve("out").resolve("cofactors").toString());
        assertTrue(rechecked.endsWith(OperatorIdentities.all().size() + " accepted, 0 rejected\n"), rechecked);
        assertTrue(Files.readString(folder.resolve("out").resolve("README.md")).contains("smt/*.smt2"));
    }

    @Test
    void aChangedCofactorIsRejectedByRecheck() throws IOException {
        OperatorTheorem theorem = OperatorIdentities.named("two-r-update").orElseThrow();
        String honest = CofactorJson.write(theorem);
        int at = honest.indexOf("\"left\" : \"R\"");
        assertTrue(at > 0, honest);
        String mutant =
                honest.substring(0, at) + "\"left\" : \"- R\"" + honest.substring(at + "\"left\" : \"R\"".length());
        Path file = Files.writeString(folder.resolve("mutant.json"), mutant);
        Run run = Run.of("recheck", file.toString());
        assertEquals(ExitCode.NOT_AS_EXPECTED, run.exit(), run.out());
        assertTrue(run.out().contains("expected cofactors that expand to the goal"), run.out());
        Path cut = Files.writeString(folder.resolve("cut.json"), honest.substring(0, honest.length() / 2));
        assertEquals(ExitCode.BAD_INPUT, Run.of("recheck", cut.toString()).exit());
    }

    @Test
    void badInputIsOneLine() throws IOException {
        assertTrue(Run.refusal("prove", "saving-brake-even").contains("saving-break-even"));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertTrue(Run.refusal("prove", "relu-identity", "--export", file.toString())
                .contains("expected a folder that can be written"));
    }
}
