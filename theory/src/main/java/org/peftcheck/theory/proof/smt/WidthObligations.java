package org.peftcheck.theory.proof.smt;

import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Expression;

/** How many ReLU units a LoRA update needs (PEANuT, Proposition 3.2 and Appendix B.1), at fixed sizes or entry by entry. */
final class WidthObligations {

    private static final Expression ZERO = Expression.of(0);
    private static final Expression ONE = Expression.of(1);

    private WidthObligations() {}

    static List<Obligation> all() {
        return List.of(
                twoR(2, 2, 1),
                twoR(3, 2, 1),
                twoR(2, 2, 2),
                twoREntry(),
                rPlusOne(2, 2, 1),
                rPlusOne(3, 2, 1),
                rPlusOne(2, 2, 2),
                rPlusOneEntry(),
                oneUnitIsTooFew(),
                coneProjection(),
                gordan(),
                outputActivationRankOne(),
                outputActivationRankTwo(),
                notReached(),
                approached(),
                errorDecreases(),
                equalRows());
    }

    private static String size(int d1, int d2, int r) {
        return d1 + "-" + d2 + "-" + r;
    }

    /** σ(W0[Θ, −Θ])[B; −B] = W0ΘB; with Θ = W0⁺A the right side is P A B. */
    private static Obligation twoR(int d1, int d2, int r) {
        ExpressionMatrix theta = ExpressionMatrix.named("t", d2, r);
        ExpressionMatrix b = ExpressionMatrix.named("b", r, d2);
        ExpressionMatrix w = ExpressionMatrix.named("w", d1, d2);
        ExpressionMatrix hidden = w.times(theta.beside(theta.negated())).relu();
        return Draft.oneSize("block-2r-" + size(d1, d2, r), "prop-3.2-first")
                .says(
                        "2r ReLU units give W0 Theta B for every W0, Theta, B; W0 is " + d1 + "x" + d2 + ", r = " + r
                                + ".",
                        "\\sigma(W_0[\\Theta,-\\Theta])\\begin{bmatrix}B\\\\-B\\end{bmatrix}=W_0\\Theta B")
                .concludes(hidden.times(b.above(b.negated()))
                        .equalTo(w.times(theta).times(b)));
    }

    /** One summand of one entry; sums of it give the identity at any size. */
    private static Obligation twoREntry() {
        Expression c = Expression.variable("c");
        Expression b = Expression.variable("b");
        return Draft.step("block-2r-entry", "prop-3.2-first")
                .says(
                        "Each summand c b of W0 Theta B is relu(c) b + relu(-c) (-b); sums give the identity at any size.",
                        "\\sigma(c)b+\\sigma(-c)(-b)=cb")
                .concludes(c.relu()
                        .times(b)
                        .plus(c.times(-1).relu().times(b.times(-1)))
                        .equalTo(c.times(b)));
    }

    /** σ(W0[Θ + θ tᵀ, θ])[B; −tᵀB] = W0ΘB when W0θ &gt; 0 and W0Θ + (W0θ)tᵀ ≥ 0. */
    private static Obligation rPlusOne(int d1, int d2, int r) {
        ExpressionMatrix w = ExpressionMatrix.named("w", d1, d2);
        ExpressionMatrix theta = ExpressionMatrix.named("t", d2, r);
        ExpressionMatrix direction = ExpressionMatrix.named("p", d2, 1);
        ExpressionMatrix shift = ExpressionMatrix.named("s", 1, r);
        ExpressionMatrix b = ExpressionMatrix.named("b", r, d2);
        ExpressionMatrix shifted = theta.plus(direction.times(shift));
        ExpressionMatrix hidden = w.times(shifted.beside(direction)).relu();
        return Draft.oneSize("block-r-plus-1-" + size(d1, d2, r), "width-r-plus-1")
                .says(
                        "r + 1 ReLU units give W0 Theta B when W0 p > 0 and the shift s is large enough; W0 is " + d1
                                + "x" + d2 + ", r = " + r + ".",
                        "\\sigma(W_0[\\Theta+\\theta_vt^\\top,\\theta_v])\\begin{bmatrix}B\\\\-t^\\top B\\end{bmatrix}=W_0\\Theta B")
                .given("W0 p > 0", w.times(direction).greaterThan(0))
                .given("shift large enough", w.times(shifted).atLeast(0))
                .concludes(hidden.times(b.above(shift.times(b).negated()))
                        .equalTo(w.times(theta).times(b)));
    }

    /** One summand of one entry: c an entry of W0Θ, v an entry of W0θ. */
    private static Obligation rPlusOneEntry() {
        Expression c = Expression.variable("c");
        Expression v = Expression.variable("v");
        Expression t = Expression.variable("t");
        Expression b = Expression.variable("b");
        Expression shifted = c.plus(v.times(t));
        return Draft.step("block-r-plus-1-entry", "width-r-plus-1")
                .says(
                        "Each summand c b of W0 Theta B is relu(c + v t) b - relu(v) t b; sums give the identity at any size.",
                        "\\sigma(c+vt)b-\\sigma(v)tb=cb")
                .given("v > 0", v.greaterThan(0))
                .given("c + v t >= 0", shifted.atLeast(0))
                .concludes(shifted.relu()
                        .times(b)
                        .minus(v.relu().times(t).times(b))
                        .equalTo(c.times(b)));
    }

    private static Obligation oneUnitIsTooFew() {
        ExpressionMatrix s = ExpressionMatrix.named("s", 2, 1);
        ExpressionMatrix b = ExpressionMatrix.named("b", 1, 1);
        ExpressionMatrix target = ExpressionMatrix.integers(new long[][] {{-1}, {1}});
        return Draft.claim("width-r-plus-1-optimal", "width-r-plus-1-optimal")
                .says(
                        "One unit s >= 0 stays at distance at least 1 from A = (1, -1), b = 1, so r units are not enough.",
                        "s\\ge0\\implies\\left\\lVert\\begin{bmatrix}1\\\\-1\\end{bmatrix}-sb\\right\\rVert^2\\ge1")
                .given("s >= 0", s.atLeast(0))
                .concludes(s.times(b).plus(target).squaredNorm().atLeast(1));
    }

    /** Entry by entry: w = y − μ has relu(w) = y. */
    private static Obligation coneProjection() {
        Expression y = Expression.variable("y");
        Expression mu = Expression.variable("mu");
        return Draft.step("cone-projection-complementary", "invariance-cone-projection")
                .says(
                        "For y >= 0 with multiplier mu >= 0 and y mu = 0, relu(y - mu) = y.",
                        "y,\\mu\\ge0,\\ y\\mu=0\\implies\\sigma(y-\\mu)=y")
                .given("y >= 0", y.atLeast(0))
                .given("mu >= 0", mu.atLeast(0))
                .given("y mu = 0", y.times(mu).equalTo(ZERO))
                .concludes(y.minus(mu).relu().equalTo(y));
    }

    private static Obligation gordan() {
        ExpressionMatrix w = ExpressionMatrix.named("w", 3, 2);
        ExpressionMatrix theta = ExpressionMatrix.named("t", 2, 1);
        ExpressionMatrix y = ExpressionMatrix.named("y", 3, 1);
        Expression sum = y.at(0, 0).plus(y.at(1, 0)).plus(y.at(2, 0));
        return Draft.oneSize("positive-vector-never-both", "positive-vector-alternative")
                .says(
                        "A positive vector W0 t and a y >= 0 with W0^T y = 0 leave y = 0 only; W0 is 3x2.",
                        "W_0\\theta>0,\\ y\\ge0,\\ W_0^\\top y=0\\implies y=0")
                .given("W0 t > 0", w.times(theta).greaterThan(0))
                .given("y >= 0", y.atLeast(0))
                .given("W0^T y = 0", w.transposed().times(y).equalTo(ExpressionMatrix.of(2, 1, (i, j) -> ZERO)))
                .concludes(sum.equalTo(ZERO));
    }

    /** Every 2×2 minor of σ(h b) vanishes: h a column of values of ReLU, b a row. */
    private static Obligation outputActivationRankOne() {
        ExpressionMatrix h = ExpressionMatrix.named("h", 2, 1);
        ExpressionMatrix output = h.times(ExpressionMatrix.named("b", 1, 2)).relu();
        return Draft.claim("output-activation-rank-one", "output-activation-rank-one")
                .says(
                        "With r = 1 an outer ReLU cannot raise the rank: all 2x2 minors of relu(h b) vanish when h >= 0.",
                        "h\\ge0\\implies\\sigma(h_1b_1)\\sigma(h_2b_2)=\\sigma(h_1b_2)\\sigma(h_2b_1)")
                .given("h >= 0", h.atLeast(0))
                .concludes(output.at(0, 0)
                        .times(output.at(1, 1))
                        .equalTo(output.at(0, 1).times(output.at(1, 0))));
    }

    /** W0 = [1 0; 0 1; 1 1], Θ1 = I, Θ2 = [1 −1 x; −1 1 y]: the determinant of the activated output is free of Θ1. */
    private static Obligation outputActivationRankTwo() {
        Expression x = Expression.variable("x");
        Expression y = Expression.variable("y");
        ExpressionMatrix hidden = ExpressionMatrix.integers(new long[][] {{1, 0}, {0, 1}, {1, 1}});
        ExpressionMatrix theta2 = ExpressionMatrix.integers(new long[][] {{1, -1}, {-1, 1}})
                .beside(new ExpressionMatrix(List.of(List.of(x), List.of(y))));
        ExpressionMatrix output = hidden.times(theta2).relu();
        return Draft.claim("output-activation-rank-two", "prop-3.2-output-activation")
                .says(
                        "With r = 2 and an activation on the output the update still has rank at most 2: its determinant is 0 "
                                + "for hidden layer [1 0; 0 1; 1 1] and Theta2 = [1 -1 x; -1 1 y].",
                        "\\det\\sigma(\\sigma(W_0\\Theta_1)\\Theta_2)=0\\quad(r=2,\\ d_1=d_2=3)")
                .isRefuted()
                .concludes(determinant(output).equalTo(ZERO));
    }

    private static Expression determinant(ExpressionMatrix m) {
        return Expression.sum(List.of(
                m.at(0, 0).times(minor(m, 1, 2)),
                m.at(0, 1).times(minor(m, 2, 0)),
                m.at(0, 2).times(minor(m, 0, 1))));
    }

    private static Expression minor(ExpressionMatrix m, int left, int right) {
        return m.at(1, left).times(m.at(2, right)).minus(m.at(1, right).times(m.at(2, left)));
    }

    private static Obligation notReached() {
        ExpressionMatrix s = ExpressionMatrix.named("s", 3, 2);
        ExpressionMatrix b = ExpressionMatrix.named("b", 2, 2);
        ExpressionMatrix target = ExpressionMatrix.integers(new long[][] {{1, 0}, {0, 1}, {0, -1}});
        return Draft.step("infimum-not-reached", "prop-3.2-min")
                .says(
                        "No two columns s >= 0 have a product s B with columns e1 and e2 - e3.",
                        "S\\in\\mathbb R^{3\\times2}_{\\ge0}\\implies S\\Theta_2\\ne[e_1,\\ e_2-e_3]")
                .given("S >= 0", s.atLeast(0))
                .concludes(s.times(b).equalTo(target).negated());
    }

    /** s1 = (1, m, 0), s2 = (1, 0, m), m = 1/n: (s1 + s2)/2 near e1, n (s1 − s2) = e2 − e3. */
    private static Obligation approached() {
        Expression n = Expression.variable("n");
        Expression m = Expression.variable("m");
        ExpressionMatrix s = new ExpressionMatrix(List.of(List.of(ONE, ONE), List.of(m, ZERO), List.of(ZERO, m)));
        ExpressionMatrix b = new ExpressionMatrix(List.of(List.of(ONE.over(2), n), List.of(ONE.over(2), n.times(-1))));
        ExpressionMatrix target = ExpressionMatrix.integers(new long[][] {{1, 0}, {0, 1}, {0, -1}});
        Expression error = s.times(b).plus(target.negated()).squaredNorm();
        return Draft.step("infimum-approached", "prop-3.2-min")
                .says(
                        "The columns (1, 1/n, 0), (1, 0, 1/n) come within a squared distance of exactly 1/(2 n^2).",
                        "\\lVert S_n\\Theta_{2,n}-[e_1,e_2-e_3]\\rVert_F^2=\\tfrac1{2n^2}")
                .given("m = 1/n", m.times(n).equalTo(ONE))
                .concludes(error.times(n.square()).times(2).equalTo(ONE));
    }

    private static Obligation errorDecreases() {
        Expression n = Expression.variable("n");
        Expression bound = Expression.variable("bound");
        Expression error = Expression.variable("error");
        return Draft.step("infimum-not-minimum", "prop-3.2-min")
                .says(
                        "Whatever positive bound is given, an n with 2 n^2 bound > 1 makes the error 1/(2 n^2) smaller: the "
                                + "infimum is 0.",
                        "2n^2\\varepsilon>1\\implies\\tfrac1{2n^2}<\\varepsilon")
                .given("error = 1 / (2 n^2)", error.times(n.square()).times(2).equalTo(ONE))
                .given("2 n^2 bound > 1", ONE.lessThan(n.square().times(bound).times(2)))
                .concludes(error.lessThan(bound));
    }

    /** One entry of each row; the sum over the entries is the statement on rows. */
    private static Obligation equalRows() {
        Expression m = Expression.variable("m");
        Expression n = Expression.variable("n");
        Expression s = Expression.variable("s");
        Expression near = m.minus(s).square().plus(n.minus(s).square());
        return Draft.claim("equal-rows-distance", "equal-rows-distance")
                .says(
                        "Entry by entry, two equal rows s keep at least half the squared distance of two rows m, n.",
                        "(m-s)^2+(n-s)^2\\ge\\tfrac12(m-n)^2")
                .concludes(m.minus(n).square().over(2).atMost(near));
    }
}
