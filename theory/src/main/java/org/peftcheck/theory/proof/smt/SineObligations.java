package org.peftcheck.theory.proof.smt;

import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;

/** The algebra in the proof of Proposition B.1 (PEANuT, Appendix B.2), as printed and as corrected. */
final class SineObligations {

    private static final Expression ZERO = Expression.of(0);
    private static final Expression ONE = Expression.of(1);
    private static final Expression DELTA = Expression.variable("delta");
    private static final Expression PI = Expression.variable("pi");

    private SineObligations() {}

    static List<Obligation> all() {
        return List.of(
                withoutTheFactor(),
                withTheFactor(),
                induction(),
                oneEntry(),
                choiceOfEpsilon(),
                noEpsilonForZero(),
                cauchySchwarz(),
                fractionalPart(),
                relationDistance(),
                equalValues(),
                oppositeValues(),
                equalValuesWithinOne());
    }

    private static Formula within(Expression e, Expression bound) {
        return Formula.and(e.atMost(bound), bound.times(-1).atMost(e));
    }

    /** delta stands for 2π ε', e1 and e2 for the errors of the two entries of the one column. */
    private static Obligation withoutTheFactor() {
        Expression first = Expression.variable("e1");
        Expression second = Expression.variable("e2");
        return Draft.step("eq-2-without-d1", "prop-b1-eq-2")
                .says(
                        "Errors of at most delta in each of d1 = 2 entries give a squared norm of at most r delta^2, r = 1; "
                                + "delta stands for 2 pi eps'.",
                        "|e_1|,|e_2|\\le\\delta\\implies e_1^2+e_2^2\\le r\\,\\delta^2\\quad(r=1)")
                .given("entrywise", within(first, DELTA), within(second, DELTA))
                .isRefuted()
                .concludes(first.square().plus(second.square()).atMost(DELTA.square()));
    }

    private static Obligation withTheFactor() {
        ExpressionMatrix e = ExpressionMatrix.named("e", 2, 2);
        return Draft.oneSize("eq-2-with-d1", "prop-b1-eq-2-corrected")
                .says(
                        "Errors of at most delta in each entry give a squared norm of at most r d1 delta^2; d1 = r = 2.",
                        "|e_{ij}|\\le\\delta\\implies\\lVert e\\rVert_F^2\\le rd_1\\delta^2\\quad(d_1=r=2)")
                .given(
                        "entrywise",
                        within(e.at(0, 0), DELTA),
                        within(e.at(0, 1), DELTA),
                        within(e.at(1, 0), DELTA),
                        within(e.at(1, 1), DELTA))
                .concludes(e.squaredNorm().atMost(DELTA.square().times(4)));
    }

    /** With the empty sum as its base this gives the bound for any number of entries. */
    private static Obligation induction() {
        Expression sum = Expression.variable("sum");
        Expression n = Expression.variable("n");
        Expression e = Expression.variable("e");
        return Draft.claim("eq-2-with-d1-induction", "prop-b1-eq-2-corrected")
                .says(
                        "If n entries have a squared sum of at most n delta^2, then n + 1 have one of at most (n + 1) delta^2; "
                                + "the empty sum begins the induction.",
                        "s\\le n\\delta^2,\\ |e|\\le\\delta\\implies s+e^2\\le(n+1)\\delta^2")
                .given("induction hypothesis", sum.atMost(n.times(DELTA.square())))
                .given("entrywise", within(e, DELTA))
                .concludes(sum.plus(e.square()).atMost(n.plus(ONE).times(DELTA.square())));
    }

    /** d stands for |sin(2πx) − sin(2πy)|, p for the distance of x and y modulo 1. */
    private static Obligation oneEntry() {
        Expression d = Expression.variable("d");
        Expression p = Expression.variable("p");
        Expression bound = Expression.variable("eps");
        return Draft.step("eq-2-entry", "prop-b1-eq-2-corrected")
                .says(
                        "If the difference d >= 0 of two sines is at most 2 pi times the distance p of the phases, and "
                                + "p <= eps, then d^2 <= 4 pi^2 eps^2.",
                        "0\\le d\\le2\\pi p,\\ p\\le\\varepsilon'\\implies d^2\\le4\\pi^2\\varepsilon'^2")
                .given("pi > 0", PI.greaterThan(0))
                .given("d >= 0", d.atLeast(0))
                .given("d <= 2 pi p", d.atMost(PI.times(p).times(2)))
                .given("p <= eps", p.atMost(bound))
                .concludes(d.square().atMost(PI.square().times(bound.square()).times(4)));
    }

    /** q stands for the root of r d1, b for the norm of B, eps for ε' and error for ε. */
    private static Obligation choiceOfEpsilon() {
        Expression q = Expression.variable("q");
        Expression b = Expression.variable("b");
        Expression eps = Expression.variable("eps");
        Expression error = Expression.variable("error");
        Expression entries = Expression.variable("rd1");
        Expression phase = PI.times(2).times(q).times(b).times(eps);
        Expression squared = PI.square().times(4).times(entries).times(eps.square());
        return Draft.step("eq-2-choice", "prop-b1-eq-2-corrected")
                .says(
                        "With eps' = eps / (2 pi sqrt(r d1) |B|) the corrected bound times |B|^2 is exactly eps^2.",
                        "\\varepsilon'=\\tfrac{\\varepsilon}{2\\pi\\sqrt{rd_1}\\lVert B\\rVert}\\implies4\\pi^2rd_1\\varepsilon'^2\\lVert B\\rVert^2=\\varepsilon^2")
                .given("q^2 = r d1", q.square().equalTo(entries))
                .given("choice", phase.equalTo(error))
                .concludes(squared.times(b.square()).equalTo(error.square()));
    }

    private static Obligation noEpsilonForZero() {
        Expression b = Expression.variable("b");
        Expression eps = Expression.variable("eps");
        Expression error = Expression.variable("error");
        return Draft.step("eq-2-choice-zero-b", "prop-b1-zero-b")
                .says(
                        "For B = 0 no eps' solves 2 pi sqrt(r) |B| eps' = eps; pi stands for 2 pi sqrt(r).",
                        "\\lVert B\\rVert=0,\\ \\varepsilon>0\\implies2\\pi\\sqrt r\\,\\lVert B\\rVert\\,\\varepsilon'\\ne\\varepsilon")
                .given("B = 0", b.equalTo(ZERO))
                .given("eps > 0", error.greaterThan(0))
                .concludes(PI.times(b).times(eps).equalTo(error).negated());
    }

    private static Obligation cauchySchwarz() {
        ExpressionMatrix s = ExpressionMatrix.named("s", 1, 2);
        ExpressionMatrix b = ExpressionMatrix.named("b", 2, 1);
        return Draft.oneSize("norm-chain", "prop-b1-eq-2-corrected")
                .says(
                        "The norm of a product is at most the product of the norms; a row and a column of length 2.",
                        "\\lVert SB\\rVert_F^2\\le\\lVert S\\rVert_F^2\\lVert B\\rVert_F^2\\quad(1\\times2,\\ 2\\times1)")
                .concludes(s.times(b).squaredNorm().atMost(s.squaredNorm().times(b.squaredNorm())));
    }

    private static Obligation fractionalPart() {
        Expression f = Expression.variable("f");
        Expression distance = f.plus(ONE.over(4)).square();
        return Draft.step("fractional-part-misses", "prop-b1-arcsin-range")
                .says(
                        "A fractional part f >= 0 stays at distance at least 1/4 from the target -1/4.",
                        "f\\ge0\\implies(f+\\tfrac14)^2\\ge\\tfrac1{16}")
                .given("f >= 0", f.atLeast(0))
                .concludes(ONE.over(16).atMost(distance));
    }

    /** s1 = sin x and c = cos x, so that s2 = 2 s1 c is sin 2x. */
    private static Obligation relationDistance() {
        Expression s1 = Expression.variable("s1");
        Expression s2 = Expression.variable("s2");
        Expression c = Expression.variable("c");
        Expression b = Expression.variable("b");
        Expression error = s1.times(b).square().plus(ONE.minus(s2.times(b)).square());
        return Draft.claim("sine-relation-distance", "sine-relation-distance")
                .says(
                        "With W0 = (1, 2) and one sine unit every update keeps a squared distance of at least 1/5 from (0, 1).",
                        "\\lVert(0,1)-(\\sin x,\\sin2x)b\\rVert^2\\ge\\tfrac15")
                .given("s2 = 2 s1 c", s2.equalTo(s1.times(c).times(2)))
                .given("s1^2 + c^2 = 1", s1.square().plus(c.square()).equalTo(ONE))
                .concludes(ONE.over(5).atMost(error));
    }

    /** s is the sine that both rows have, a and b their targets. */
    private static Obligation equalValues() {
        Expression s = Expression.variable("s");
        Expression a = Expression.variable("a");
        Expression b = Expression.variable("b");
        Expression eps = Expression.variable("eps");
        return Draft.claim("equal-values", "equal-values-bound")
                .says(
                        "Where two rows have equal sines, targets a and b that both are within eps of them differ by at most 2 eps.",
                        "|s-a|\\le\\varepsilon,\\ |s-b|\\le\\varepsilon\\implies|a-b|\\le2\\varepsilon")
                .given("first row", within(s.minus(a), eps))
                .given("second row", within(s.minus(b), eps))
                .concludes(within(a.minus(b), eps.times(2)));
    }

    private static Obligation oppositeValues() {
        Expression s = Expression.variable("s");
        Expression a = Expression.variable("a");
        Expression b = Expression.variable("b");
        Expression eps = Expression.variable("eps");
        return Draft.claim("opposite-values", "equal-values-bound")
                .says(
                        "Where two rows have opposite sines, targets a and b that both are within eps of them have a sum of at most "
                                + "2 eps.",
                        "|s-a|\\le\\varepsilon,\\ |-s-b|\\le\\varepsilon\\implies|a+b|\\le2\\varepsilon")
                .given("first row", within(s.minus(a), eps))
                .given("second row", within(s.plus(b), eps))
                .concludes(within(a.plus(b), eps.times(2)));
    }

    /** The bound cannot be halved. */
    private static Obligation equalValuesWithinOne() {
        Expression s = Expression.variable("s");
        Expression a = Expression.variable("a");
        Expression b = Expression.variable("b");
        Expression eps = Expression.variable("eps");
        return Draft.variant("equal-values-within-one", "equal-values-bound")
                .says(
                        "Targets that are both within eps of one sine differ by at most eps.",
                        "|s-a|\\le\\varepsilon,\\ |s-b|\\le\\varepsilon\\implies|a-b|\\le\\varepsilon")
                .given("first row", within(s.minus(a), eps))
                .given("second row", within(s.minus(b), eps))
                .concludes(a.minus(b).atMost(eps));
    }
}
