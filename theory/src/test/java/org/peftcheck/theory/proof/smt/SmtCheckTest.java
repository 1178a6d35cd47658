package org.peftcheck.theory.proof.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.proof.smt.formula.Sort;
import org.peftcheck.theory.proof.smt.formula.Statement;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** How the answers of the solvers become verdicts, and which proofs cannot be made. */
class SmtCheckTest {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Expression X = Expression.variable("x");
    private static final Expression Y = Expression.variable("y");
    private static final Expression ZERO = Expression.of(0);
    private static final Proof OTHER =
            new Proof.PolynomialArgument("zero is zero", List.of(Proof.Implication.vanishes(Polynomial.ZERO)));

    /** Z3 proves it; with the variables in this order and the signs of d1 and d2 open, cvc5 does not in the time that it has. */
    private static Obligation hardForOne() {
        Expression r = Expression.variable("r");
        Expression d1 = Expression.variable("d1");
        Expression d2 = Expression.variable("d2");
        Expression mine = Expression.product(List.of(Expression.of(4), r, d2));
        return Draft.step("hard-for-one", "saving-break-even")
                .over(Sort.INTEGER)
                .given("r", r.atLeast(1))
                .given("order", d1.equalTo(d1))
                .concludes(mine.lessThan(r.times(d1.plus(d2))).iff(d2.times(3).lessThan(d1)));
    }

    private static void refused(String message, Executable action) {
        String found = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(found.startsWith(message), found);
    }

    private static String reason(SmtVerdict found) {
        return assertInstanceOf(Verdict.Inconclusive.class, found.verdict()).reason();
    }

    @Test
    void oneSolverAloneDoesNotCount() {
        Obligation obligation = hardForOne();
        SmtVerdict alone = SmtCheck.run(obligation, SHORT, Optional.empty());
        assertEquals(SolverAnswers.Outcome.ONE_UNSATISFIABLE, alone.answers().outcome());
        assertEquals("one solver alone does not count: z3 unsat, cvc5 unknown: timeout", reason(alone));
        assertFalse(alone.asExpected());
        SmtVerdict together = SmtCheck.run(obligation, SHORT, Optional.of(OTHER));
        Proof proof = assertInstanceOf(Verdict.Proved.class, together.verdict()).proof();
        assertEquals("z3 and polynomial identity", proof.kind());
        Map<String, BigFraction> ones = Map.of("r", BigFraction.ONE, "d1", BigFraction.ONE, "d2", BigFraction.ONE);
        Proof relu = proof(Obligations.get("relu-identity"));
        assertEquals("z3 and cvc5", relu.kind());
        refused(
                "solver agreement: expected unsat from both solvers, or from one with evidence of another kind, got z3 unsat,",
                () -> new Proof.SolverAgreement(obligation.statement(), alone.answers(), ones, Optional.of(relu)));
    }

    private static Proof proof(Obligation obligation) {
        return assertInstanceOf(Verdict.Proved.class, SmtCheck.run(obligation).verdict())
                .proof();
    }

    @Test
    void withoutTimeThereIsNoVerdict() {
        Obligation obligation = Obligations.get("infimum-not-reached");
        SmtVerdict found = SmtCheck.run(obligation, Duration.ofMillis(1), Optional.empty());
        assertTrue(reason(found).contains("cvc5 unknown: timeout"), reason(found));
    }

    @Test
    void anEmptyStatementIsNotProved() {
        Obligation vacuous = Draft.claim("vacuous", "relu-identity")
                .given("x < 0", X.lessThan(ZERO))
                .given("x > 1", X.greaterThan(1))
                .concludes(X.equalTo(Y));
        SmtVerdict found = SmtCheck.run(vacuous);
        assertEquals("no rational point is known at which the hypotheses hold: z3 unsat, cvc5 unsat", reason(found));
    }

    @Test
    void aHypothesisThatIsNotNeededIsSaid() {
        Obligation obligation = Draft.claim("loose", "relu-identity")
                .given("x > 0", X.greaterThan(0))
                .concludes(X.square().atLeast(0));
        SmtVerdict found = SmtCheck.run(obligation);
        assertTrue(found.asExpected());
        assertEquals(List.of(new Necessity.NotNeeded("x > 0")), found.necessity());
    }

    @Test
    void anUnexpectedVerdictIsNotAsExpected() {
        Obligation right = Obligations.get("relu-identity");
        SmtVerdict found = SmtCheck.run(right.withStatement(
                Obligations.get("relu-identity-squared-relu").statement()));
        assertInstanceOf(Verdict.Refuted.class, found.verdict());
        assertFalse(found.asExpected());
    }

    @Test
    void anIrrationalModelIsRoundedWhereThatIsPossible() {
        Formula between = Formula.and(
                Expression.of(2).lessThan(X.square()), X.square().lessThan(Expression.of(3)), Y.equalTo(X.square()));
        Obligation obligation = Draft.variant("near", "relu-identity").concludes(between.negated());
        Verdict verdict = SmtCheck.run(obligation).verdict();
        Counterexample found = assertInstanceOf(Verdict.Refuted.class, verdict).counterexample();
        assertEquals(Enclosure.exactly(1), found.lhs());
        assertEquals(Enclosure.exactly(0), found.rhs());
        assertTrue(found.description().matches("x = -?[0-9/]+, y = [0-9/]+"), found.description());
    }

    @Test
    void aModelThatIsNeverRationalRefutesNothing() {
        Obligation obligation = Draft.variant("root", "relu-identity")
                .concludes(X.square().equalTo(Expression.of(2)).negated());
        assertEquals(
                "no model of the solvers could be checked in exact arithmetic: z3 sat, cvc5 sat",
                reason(SmtCheck.run(obligation)));
    }

    @Test
    void theSidesOfACounterexampleAreThoseOfTheInequality() {
        Obligation obligation = Obligations.get("eq-2-without-d1");
        Map<String, BigFraction> point =
                Map.of("e1", BigFraction.ONE, "e2", BigFraction.MINUS_ONE, "delta", BigFraction.ONE);
        Counterexample found = FailedStatement.counterexample(obligation, point);
        assertEquals("delta = 1, e1 = 1, e2 = -1", found.description());
        assertEquals(Enclosure.exactly(2), found.lhs());
        assertEquals(Enclosure.exactly(1), found.rhs());
        Map<String, BigFraction> outside =
                Map.of("e1", BigFraction.ONE, "e2", BigFraction.TWO, "delta", BigFraction.ONE);
        refused(
                "counterexample to eq-2-without-d1: expected a point at which the statement fails, got delta = 1, e1 = 1",
                () -> FailedStatement.counterexample(obligation, outside));
    }

    @Test
    void aProofNeedsAnswersOnItsOwnStatement() {
        Statement mine = Obligations.get("relu-identity").statement();
        Statement other = Obligations.get("relu-idempotent").statement();
        SolverAnswers answers = SolverAnswers.ask(other.refutation(), SHORT);
        refused(
                "solver agreement: expected answers on the negation of the statement, got those on another script",
                () -> new Proof.SolverAgreement(mine, answers, Map.of(), Optional.empty()));
        assertEquals("z3 and cvc5", new Proof.SolverAgreement(other, answers, Map.of(), Optional.empty()).kind());
    }

    @Test
    void aFalseStatementHasNoProof() {
        Statement wrong = Obligations.get("relu-identity-absolute-value").statement();
        SolverAnswers answers = SolverAnswers.ask(wrong.refutation(), SHORT);
        refused(
                "solver agreement: expected unsat from both solvers, or from one with evidence of another kind, got z3 sat",
                () -> new Proof.SolverAgreement(wrong, answers, Map.of(), Optional.of(OTHER)));
    }

    @Test
    void aProofNeedsAPointWhereTheHypothesesHold() {
        Statement statement = Obligations.get("odd-part-self-gated").statement();
        SolverAnswers answers = SolverAnswers.ask(statement.refutation(), SHORT);
        Map<String, BigFraction> wrong = Map.of("x", BigFraction.ONE, "g", BigFraction.ONE, "h", BigFraction.ONE);
        refused(
                "solver agreement: expected a witness at which all hypotheses hold, got {",
                () -> new Proof.SolverAgreement(statement, answers, wrong, Optional.empty()));
    }
}
