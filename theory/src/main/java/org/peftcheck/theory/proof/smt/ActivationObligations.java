package org.peftcheck.theory.proof.smt;

import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;

/** Scalar identities of activations: which of them have σ(x) − σ(−x) = c·x with c ≠ 0 (PEANuT, Appendix B.1). */
final class ActivationObligations {

    private static final Expression X = Expression.variable("x");
    private static final Expression MINUS_X = X.times(-1);
    private static final Expression ONE = Expression.of(1);
    private static final Expression E = Expression.variable("e");
    private static final Expression F = Expression.variable("f");
    private static final Expression C = Expression.variable("c");
    private static final Expression G = Expression.variable("g");
    private static final Expression H = Expression.variable("h");

    private ActivationObligations() {}

    static List<Obligation> all() {
        return List.of(
                reluIdentity(),
                reluIdempotent(),
                reluPinnedDown(),
                leakyRelu(),
                selfGated(),
                sigmoidGate(),
                hardSwish(),
                softplus(),
                absoluteValue(),
                absoluteValueForRelu(),
                squaredRelu(),
                squaredReluForRelu(),
                elu());
    }

    private static Obligation reluIdentity() {
        return Draft.claim("relu-identity", "relu-identity")
                .says("x = relu(x) - relu(-x) for every real x.", "x=\\sigma(x)-\\sigma(-x)")
                .concludes(X.relu().minus(MINUS_X.relu()).equalTo(X));
    }

    private static Obligation reluIdempotent() {
        return Draft.claim("relu-idempotent", "relu-idempotent")
                .says("ReLU applied twice is ReLU.", "\\sigma(\\sigma(x))=\\sigma(x)")
                .concludes(X.relu().relu().equalTo(X.relu()));
    }

    /** p and m stand for σ(x) and σ(−x). */
    private static Obligation reluPinnedDown() {
        Expression p = Expression.variable("p");
        Expression m = Expression.variable("m");
        return Draft.claim("relu-pinned-down", "relu-pinned-down")
                .says(
                        "With p = s(x) and m = s(-x): a function s without negative values, with s(x) in {0, x} and "
                                + "s(x) - s(-x) = x, is ReLU.",
                        "s(x)-s(-x)=x,\\ s\\ge0,\\ s(x)\\in\\{0,x\\}\\implies s(x)=\\max(0,x)")
                .given("difference", p.minus(m).equalTo(X))
                .given("s(x) >= 0", p.atLeast(0))
                .given("s(-x) >= 0", m.atLeast(0))
                .given("s(x) in {0, x}", Formula.or(p.equalTo(Expression.of(0)), p.equalTo(X)))
                .concludes(p.equalTo(X.relu()));
    }

    private static Obligation leakyRelu() {
        Expression slope = Expression.variable("slope");
        Expression ofX = X.relu().minus(slope.times(MINUS_X.relu()));
        Expression ofMinusX = MINUS_X.relu().minus(slope.times(X.relu()));
        return Draft.claim("odd-part-leaky-relu", "odd-part-multiple")
                .says(
                        "The leaky ReLU with any slope s has s(x) - s(-x) = (1 + slope) x.",
                        "\\sigma(x)-\\sigma(-x)=(1+s)x")
                .concludes(ofX.minus(ofMinusX).equalTo(ONE.plus(slope).times(X)));
    }

    /** g and h stand for g(x) and g(−x). */
    private static Obligation selfGated() {
        return Draft.claim("odd-part-self-gated", "odd-part-multiple")
                .says(
                        "An activation x g(x) whose gate has g(x) + g(-x) = 1 (GELU, SiLU, QuickGELU) has s(x) - s(-x) = x.",
                        "g(x)+g(-x)=1\\implies xg(x)-(-x)g(-x)=x")
                .given("g(x) + g(-x) = 1", G.plus(H).equalTo(ONE))
                .concludes(X.times(G).minus(MINUS_X.times(H)).equalTo(X));
    }

    /** e and f stand for exp(x) and exp(−x), g and h for the gates at x and −x. */
    private static Obligation sigmoidGate() {
        return Draft.step("odd-part-sigmoid-gate", "odd-part-multiple")
                .says(
                        "The logistic gate g(x) = 1/(1 + exp(-x)) has g(x) + g(-x) = 1; e = exp(x), f = exp(-x).",
                        "\\frac1{1+e^{-x}}+\\frac1{1+e^{x}}=1")
                .given("e f = 1", E.times(F).equalTo(ONE))
                .given("g = 1 / (1 + f)", G.times(ONE.plus(F)).equalTo(ONE))
                .given("h = 1 / (1 + e)", H.times(ONE.plus(E)).equalTo(ONE))
                .concludes(G.plus(H).equalTo(ONE));
    }

    private static Obligation hardSwish() {
        return Draft.claim("odd-part-hard-swish", "odd-part-multiple")
                .says(
                        "The hard swish x relu6(x + 3) / 6 has s(x) - s(-x) = x.",
                        "\\tfrac16x\\min(6,\\max(0,x+3))-\\tfrac16(-x)\\min(6,\\max(0,3-x))=x")
                .concludes(hardSwish(X).minus(hardSwish(MINUS_X)).equalTo(X));
    }

    /** relu6(u) = relu(u) − relu(u − 6). */
    private static Expression hardSwish(Expression x) {
        Expression three = Expression.of(3);
        return x.times(x.plus(three).relu().minus(x.minus(three).relu())).over(6);
    }

    /** log(1 + e) − log(1 + f) = log e exactly when 1 + e = e (1 + f). */
    private static Obligation softplus() {
        return Draft.claim("odd-part-softplus", "odd-part-multiple")
                .says(
                        "Softplus has s(x) - s(-x) = x, since 1 + e = e (1 + f) with e = exp(x), f = exp(-x).",
                        "\\log(1+e^x)-\\log(1+e^{-x})=x\\iff1+e^x=e^x(1+e^{-x})")
                .given("e f = 1", E.times(F).equalTo(ONE))
                .concludes(ONE.plus(E).equalTo(E.times(ONE.plus(F))));
    }

    private static Obligation absoluteValue() {
        return Draft.claim("odd-part-absolute-value", "odd-part-none")
                .says(
                        "|x| - |-x| is c x at no x other than 0, for no c other than 0.",
                        "|x|-|-x|=cx,\\ c\\ne0\\implies x=0")
                .given("c is not 0", isNot(C, 0))
                .given("x is not 0", isNot(X, 0))
                .concludes(absoluteValueOddPart().equalTo(C.times(X)).negated());
    }

    private static Obligation absoluteValueForRelu() {
        return Draft.variant("relu-identity-absolute-value", "relu-identity")
                .says("x = |x| - |-x| for every real x.", "x=|x|-|-x|")
                .concludes(absoluteValueOddPart().equalTo(X));
    }

    private static Expression absoluteValueOddPart() {
        return absolute(X).minus(absolute(MINUS_X));
    }

    private static Expression absolute(Expression x) {
        return x.relu().plus(x.times(-1).relu());
    }

    private static Formula isNot(Expression x, long value) {
        return x.equalTo(Expression.of(value)).negated();
    }

    private static Obligation squaredRelu() {
        return Draft.claim("odd-part-squared-relu", "odd-part-none")
                .says(
                        "The squared ReLU has s(x) - s(-x) = c x at x and at 2x for no x other than 0.",
                        "\\sigma(u)=\\max(0,u)^2:\\ \\sigma(x)-\\sigma(-x)=cx,\\ \\sigma(2x)-\\sigma(-2x)=2cx\\implies x=0")
                .given("x is not 0", isNot(X, 0))
                .concludes(Formula.and(
                                squaredReluOddPart(X).equalTo(C.times(X)),
                                squaredReluOddPart(X.times(2))
                                        .equalTo(C.times(X).times(2)))
                        .negated());
    }

    private static Obligation squaredReluForRelu() {
        return Draft.variant("relu-identity-squared-relu", "relu-identity")
                .says("x = max(0, x)^2 - max(0, -x)^2 for every real x.", "x=\\max(0,x)^2-\\max(0,-x)^2")
                .concludes(squaredReluOddPart(X).equalTo(X));
    }

    private static Expression squaredReluOddPart(Expression x) {
        return x.relu().square().minus(x.times(-1).relu().square());
    }

    /** e stands for exp(−x) with x &gt; 0, so that e² is exp(−2x). */
    private static Obligation elu() {
        Expression atX = X.plus(ONE).minus(E);
        Expression atTwoX = X.times(2).plus(ONE).minus(E.square());
        return Draft.claim("odd-part-elu", "odd-part-none")
                .says(
                        "ELU has s(x) - s(-x) = c x at no pair x, 2x with x > 0: there s(x) - s(-x) = x + 1 - e and "
                                + "s(2x) - s(-2x) = 2x + 1 - e^2, with e = exp(-x) < 1.",
                        "x+1-e=cx,\\ 2x+1-e^2=2cx\\implies e=1")
                .given("exp(-x) < 1", E.lessThan(ONE))
                .concludes(Formula.and(
                                atX.equalTo(C.times(X)),
                                atTwoX.equalTo(C.times(X).times(2)))
                        .negated());
    }
}
