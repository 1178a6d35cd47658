package org.peftcheck.theory.proof.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.theory.proof.smt.solver.Answer;
import org.peftcheck.theory.proof.smt.solver.Solver;

/** What is exported is read back by both solvers as it stands, comments and all. */
class SmtExportTest {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    @Test
    void everyFileIsReadBackWithTheExpectedAnswer(@TempDir Path folder) throws IOException {
        List<Path> files = SmtExport.write(folder.resolve("out"));
        assertEquals(Obligations.all().size(), files.size());
        for (Path file : files) {
            String text = Files.readString(file);
            Obligation obligation =
                    Obligations.get(file.getFileName().toString().replace(".smt2", ""));
            boolean theorem = obligation.expected() == Obligation.Expected.UNSAT;
            for (Solver solver : Solver.both()) {
                Answer answer = solver.check(text, List.of(), TIME_OUT);
                assertEquals(theorem ? "unsat" : "sat", answer.text(), solver.name() + " on " + file);
            }
        }
    }

    @Test
    void theHeaderSaysWhatTheAnswerMeans() {
        String text = SmtExport.text(Obligations.get("saving-break-even-integers"));
        assertTrue(text.startsWith("; saving-break-even-integers, for the claim saving-break-even\n; With 2r"), text);
        for (String part : List.of(
                "; hypotheses: r is positive; d_out and d_in are positive\n",
                "; unsat: the statement holds for all values of the variables.\n",
                "; sat: it is false, and the model is a counterexample.\n",
                "; expected: unsat\n(set-logic QF_NIA)\n",
                "(declare-const d_out Int)\n",
                "(assert (<= 1 r))\n",
                "(check-sat)\n")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertTrue(text.lines().allMatch(line -> !line.startsWith(";") || line.length() <= 120), text);
    }

    @Test
    void aChangedFileIsNoticed() {
        String text = SmtExport.text(Obligations.get("relu-identity")).replace("(not (= ", "(not (< ");
        for (Solver solver : Solver.both()) {
            assertInstanceOf(Answer.Satisfiable.class, solver.check(text, List.of(), TIME_OUT));
        }
    }
}
