package org.peftcheck.theory.proof.smt.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;

/** Statements: their scripts, their exact meaning, ReLU by cases. */
class StatementTest {

    private static final Expression X = Expression.variable("x");
    private static final Expression Y = Expression.variable("y");

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void writesTheNegationOfTheConclusion() {
        Statement statement =
                new Statement(Sort.REAL, List.of(new NamedFormula("positive", X.greaterThan(0))), Y.atMost(X.over(2)));
        assertEquals(
                "(set-logic QF_NRA)\n(declare-const x Real)\n(declare-const y Real)\n(assert (< 0.0 x))\n"
                        + "(assert (not (<= y (* (/ 1.0 2.0) x))))\n(check-sat)\n",
                statement.refutation().text());
        assertEquals(
                "(set-logic QF_NRA)\n(declare-const x Real)\n(declare-const y Real)\n(assert (< 0.0 x))\n(check-sat)\n",
                statement.hypothesesAlone().text());
        assertEquals(
                "(= x (- (/ 1.0 3.0)))",
                statement
                        .refutation()
                        .pinned("x", new BigFraction(-1, 3))
                        .assertions()
                        .get(2));
    }

    @Test
    void oppositeArgumentsShareACase() {
        Formula identity = X.relu().minus(X.times(-1).relu()).equalTo(X);
        assertEquals(2, ReluElimination.cases(identity).size());
        assertEquals(
                4, ReluElimination.cases(X.relu().plus(Y.relu()).equalTo(X)).size());
        assertEquals(
                1,
                ReluElimination.cases(Expression.of(-3).relu().equalTo(Expression.of(0)))
                        .size());
        assertTrue(Expression.of(-3).relu().equalTo(Expression.of(0)).holdsAt(Map.of()));
    }

    @Test
    void anArgumentThatCancelsNeedsNoCase() {
        Formula formula = X.minus(X).plus(Expression.of(2)).relu().equalTo(Expression.of(2));
        assertEquals(1, ReluElimination.cases(formula).size());
        assertEquals(
                "(not (= (+ (+ x (* (- 1.0) x)) 2.0) 2.0))",
                new Statement(Sort.REAL, List.of(), formula)
                        .refutation()
                        .assertions()
                        .get(0));
    }

    @Test
    void tooManyCasesAreRefused() {
        Expression sum = Expression.sum(IntStream.range(0, 13)
                .mapToObj(i -> Expression.variable("x" + i).relu())
                .toList());
        refused(
                "ReLU by cases: expected at most 4096 cases, got more",
                () -> new Statement(Sort.REAL, List.of(), sum.atLeast(0)).refutation());
    }

    @Test
    void integersAreWrittenAndDemandedAsSuch() {
        Statement statement = new Statement(
                Sort.INTEGER, List.of(), X.times(2).equalTo(Expression.of(1)).negated());
        assertEquals(
                "(not (not (= (* 2 x) 1)))", statement.refutation().assertions().get(0));
        assertFalse(statement.failsAt(Map.of("x", BigFraction.ONE_HALF)));
        assertTrue(
                new Statement(Sort.REAL, List.of(), statement.conclusion()).failsAt(Map.of("x", BigFraction.ONE_HALF)));
        refused(
                "SMT-LIB: expected an integer, got 1 / 2",
                () -> new Statement(Sort.INTEGER, List.of(), X.over(2).atLeast(0)).refutation());
    }

    @Test
    void aCounterexampleMeetsTheHypothesesAndMissesTheConclusion() {
        Statement statement =
                new Statement(Sort.REAL, List.of(new NamedFormula("above", X.greaterThan(1))), X.atLeast(2));
        assertTrue(statement.failsAt(Map.of("x", new BigFraction(3, 2))));
        assertFalse(statement.failsAt(Map.of("x", new BigFraction(1))));
        assertFalse(statement.failsAt(Map.of("x", new BigFraction(2))));
        assertTrue(statement.without("above").failsAt(Map.of("x", new BigFraction(1))));
        refused("statement without a hypothesis: expected one of [above], got below", () -> statement.without("below"));
        refused("value of x: expected one of the point, got none", () -> statement.failsAt(Map.of()));
    }

    @Test
    void polynomialsKeepTheirMeaning() {
        Polynomial p = Polynomial.of(Dimension.D_IN)
                .pow(2)
                .times(Polynomial.of(Dimension.RANK))
                .times(3)
                .minus(Polynomial.constant(5));
        Map<String, BigFraction> point = Map.of("d_in", new BigFraction(7), "r", new BigFraction(2));
        assertEquals(new BigFraction(3 * 49 * 2 - 5), Expression.of(p).at(point));
        assertEquals(BigFraction.ZERO, Expression.of(Polynomial.ZERO).at(point));
        assertEquals(BigFraction.ONE, Expression.of(Polynomial.ONE).at(point));
    }

    @Test
    void badPartsAreRefused() {
        refused(
                "variable: expected a letter, then letters, digits and underscores, got x)",
                () -> Expression.variable("x)"));
        refused("sum: expected at least two parts, got 1", () -> new Expression.Sum(List.of(X)));
        refused(
                "statement: expected hypotheses with different names, got a twice",
                () -> new Statement(
                        Sort.REAL,
                        List.of(new NamedFormula("a", X.atLeast(0)), new NamedFormula("a", X.atLeast(1))),
                        X.atLeast(0)));
    }
}
