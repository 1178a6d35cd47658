package org.peftcheck.theory.proof.smt.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.proof.smt.formula.Script;
import org.peftcheck.theory.proof.smt.formula.Sort;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers.Outcome;

/** Each solver on small scripts: answers, models, errors, and what two answers come to. */
class SolverTest {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    static List<Solver> both() {
        return Solver.both();
    }

    private static Answer ask(Solver solver, Sort sort, List<String> variables, String... assertions) {
        return solver.check(new Script(sort, variables, List.of(assertions)), TIME_OUT);
    }

    @ParameterizedTest
    @MethodSource("both")
    void answersAndReadsRationalModels(Solver solver) {
        assertEquals(
                "unsat", ask(solver, Sort.REAL, List.of("x"), "(< (* x x) 0.0)").text());
        Answer reals = ask(solver, Sort.REAL, List.of("x", "y"), "(= (* 3.0 x) (- 2.0))");
        Map<String, BigFraction> point = assertInstanceOf(Answer.Satisfiable.class, reals)
                .rationalPoint()
                .orElseThrow();
        assertEquals(new BigFraction(-2, 3), point.get("x"));
        assertTrue(point.containsKey("y"));
        Answer integers = ask(solver, Sort.INTEGER, List.of("n"), "(= (* 3 n) (- 21))");
        assertEquals(
                Optional.of(Map.of("n", new BigFraction(-7))),
                assertInstanceOf(Answer.Satisfiable.class, integers).rationalPoint());
        assertEquals(
                "unsat",
                ask(solver, Sort.INTEGER, List.of("n"), "(= (* 3 n) 2)").text());
    }

    @ParameterizedTest
    @MethodSource("both")
    void anIrrationalValueIsReportedAsSuch(Solver solver) {
        Answer.Satisfiable answer = assertInstanceOf(
                Answer.Satisfiable.class, ask(solver, Sort.REAL, List.of("x"), "(= (* x x) 2.0)", "(> x 0.0)"));
        assertEquals(Optional.empty(), answer.rationalPoint());
        ModelValue.Algebraic root =
                assertInstanceOf(ModelValue.Algebraic.class, answer.model().get("x"));
        assertEquals(Math.sqrt(2), root.near().doubleValue(), 0.6);
    }

    @ParameterizedTest
    @MethodSource("both")
    void timeOutsAreUnknown(Solver solver) {
        Answer answer = solver.check(
                new Script(
                        Sort.INTEGER,
                        List.of("x", "y", "z"),
                        List.of("(= (+ (* x x x) (* y y y) (* z z z)) 114)", "(> x 5)")),
                Duration.ofMillis(300));
        assertTrue(answer.text().matches("unknown: (timeout|canceled)"), answer.text());
    }

    @ParameterizedTest
    @MethodSource("both")
    void badScriptsAreRefusedInOneLine(Solver solver) {
        for (String bad : List.of(
                "nonsense",
                "(set-logic QF_NRA)\n(assert (> x 1.0))\n(check-sat)\n",
                "(set-logic QF_NRA)\n",
                "(set-logic QF_NRA)\n(declare-const x Real)\n(assert (> x 1.0)\n(check-sat)\n")) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> solver.check(bad, List.of("x"), TIME_OUT))
                    .getMessage();
            assertTrue(message.startsWith(solver.name() + ": expected a script in SMT-LIB 2, got an error: "), message);
            assertEquals(1, message.lines().count());
        }
        String truth = "(set-logic QF_NRA)\n(declare-const b Bool)\n(assert b)\n(check-sat)\n";
        assertEquals(
                solver.name() + ": expected a number as the value of a variable, got true",
                assertThrows(IllegalArgumentException.class, () -> solver.check(truth, List.of("b"), TIME_OUT))
                        .getMessage());
    }

    @Test
    void twoAnswersComeToOneOutcome() {
        Answer unsat = new Answer.Unsatisfiable();
        Answer sat = new Answer.Satisfiable(Map.of());
        Answer unknown = new Answer.Unknown("timeout");
        Answer absent = new Answer.Unavailable("not here");
        assertEquals(Outcome.BOTH_UNSATISFIABLE, SolverAnswers.outcome(List.of(unsat, unsat)));
        assertEquals(Outcome.ONE_UNSATISFIABLE, SolverAnswers.outcome(List.of(unsat, unknown)));
        assertEquals(Outcome.ONE_UNSATISFIABLE, SolverAnswers.outcome(List.of(absent, unsat)));
        assertEquals(Outcome.BOTH_SATISFIABLE, SolverAnswers.outcome(List.of(sat, sat)));
        assertEquals(Outcome.ONE_SATISFIABLE, SolverAnswers.outcome(List.of(unknown, sat)));
        assertEquals(Outcome.DISAGREEMENT, SolverAnswers.outcome(List.of(sat, unsat)));
        assertEquals(Outcome.DISAGREEMENT, SolverAnswers.outcome(List.of(unsat, sat)));
        assertEquals(Outcome.UNDECIDED, SolverAnswers.outcome(List.of(unknown, absent)));
        assertEquals("unavailable: not here", absent.text());
    }
}
