package org.peftcheck.theory.proof.smt;

import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;

/** The inequalities between losses: the chain of Proposition 3.2, and the gap when the invariance holds only roughly. */
final class LossObligations {

    private static final Expression ZERO = Expression.of(0);
    private static final Expression LORA = Expression.variable("lora");
    private static final Expression PROJECTED = Expression.variable("projected");
    private static final Expression GAP = Expression.variable("q");

    private LossObligations() {}

    static List<Obligation> all() {
        return List.of(
                infimumChain(),
                projectionShortens(),
                roughInvariance(),
                smoothGap(),
                stationarity(),
                quadraticGap(),
                quadraticGapEntry());
    }

    /** For every A, B and every excess over the infimum, so that the infimum of PEANuT is at most LoRA's. */
    private static Obligation infimumChain() {
        Expression peanut = Expression.variable("inf_peanut");
        Expression lora = Expression.variable("inf_lora");
        Expression excess = Expression.variable("excess");
        return Draft.step("infimum-chain", "prop-3.2-first")
                .says(
                        "If A, B come within an excess of LoRA's infimum and the tweaker has the same loss, then the infimum of "
                                + "PEANuT is below LoRA's infimum plus the excess; no minimum is used.",
                        "\\inf\\text{PEANuT}\\le L(W_0+PAB)=L(W_0+AB)<\\inf\\text{LoRA}+\\varepsilon")
                .given("lower bound", peanut.atMost(PROJECTED))
                .given("same loss", PROJECTED.equalTo(LORA))
                .given("near the infimum", LORA.lessThan(lora.plus(excess)))
                .concludes(peanut.lessThan(lora.plus(excess)));
    }

    private static Obligation projectionShortens() {
        Expression off = Expression.variable("p12");
        ExpressionMatrix p = new ExpressionMatrix(
                List.of(List.of(Expression.variable("p11"), off), List.of(off, Expression.variable("p22"))));
        ExpressionMatrix x = ExpressionMatrix.named("x", 2, 1);
        return Draft.oneSize("projection-shortens", "gap-smooth")
                .says(
                        "A symmetric idempotent P does not lengthen any column; 2x2.",
                        "P=P^\\top=P^2\\implies\\lVert Px\\rVert^2\\le\\lVert x\\rVert^2")
                .given("P^2 = P", p.times(p).equalTo(p))
                .concludes(p.times(x).squaredNorm().atMost(x.squaredNorm()));
    }

    private static Obligation roughInvariance() {
        Expression peanut = Expression.variable("inf_peanut");
        Expression delta = Expression.variable("delta");
        return Draft.claim("gap-rough-invariance", "gap-rough-invariance")
                .says(
                        "If the losses of W0 + AB and of W0 + PAB differ by at most delta, the infimum of PEANuT is at most the "
                                + "loss of W0 + AB plus delta.",
                        "|L(W)-L(PW)|\\le\\delta\\implies\\inf\\text{PEANuT}\\le L(W_0+AB)+\\delta")
                .given("lower bound", peanut.atMost(PROJECTED))
                .given("rough invariance", PROJECTED.minus(LORA).atMost(delta))
                .concludes(peanut.atMost(LORA.plus(delta)));
    }

    /** slope is ⟨∇L(W*), (I − P)A*B*⟩ and q the squared norm of (I − P)A*B*. */
    private static Obligation smoothGap() {
        Expression beta = Expression.variable("beta");
        Expression slope = Expression.variable("slope");
        Expression quadratic = beta.times(GAP).over(2);
        return Draft.claim("gap-smooth", "gap-smooth")
                .says(
                        "A beta-smooth loss at a stationary point of LoRA rises by at most beta/2 times the squared norm of what "
                                + "the projection removes.",
                        "L(W-D)\\le L(W)-\\langle\\nabla L,D\\rangle+\\tfrac\\beta2\\lVert D\\rVert^2,\\ \\langle\\nabla L,D\\rangle=0\\implies L(W-D)-L(W)\\le\\tfrac\\beta2\\lVert D\\rVert^2")
                .given("smooth", PROJECTED.atMost(LORA.minus(slope).plus(quadratic)))
                .given("stationary", slope.equalTo(ZERO))
                .concludes(PROJECTED.minus(LORA).atMost(quadratic));
    }

    /** ∇L Bᵀ = 0 kills ⟨∇L, C B⟩ for every C, and (I − P)A is such a C. */
    private static Obligation stationarity() {
        ExpressionMatrix gradient = ExpressionMatrix.named("g", 2, 2);
        ExpressionMatrix b = ExpressionMatrix.named("b", 1, 2);
        ExpressionMatrix c = ExpressionMatrix.named("c", 2, 1);
        ExpressionMatrix update = c.times(b);
        Expression inner = Expression.sum(List.of(
                gradient.at(0, 0).times(update.at(0, 0)),
                gradient.at(0, 1).times(update.at(0, 1)),
                gradient.at(1, 0).times(update.at(1, 0)),
                gradient.at(1, 1).times(update.at(1, 1))));
        Formula stationary = gradient.times(b.transposed()).equalTo(ExpressionMatrix.of(2, 1, (i, j) -> ZERO));
        return Draft.oneSize("gap-smooth-stationarity", "gap-smooth")
                .says(
                        "Where the gradient in A vanishes, the gradient is orthogonal to C B for every C; 2x2, r = 1.",
                        "\\nabla L\\,B^\\top=0\\implies\\langle\\nabla L,CB\\rangle=0")
                .given("stationary in A", stationary)
                .concludes(inner.equalTo(ZERO));
    }

    /** z is the residual, d what the projection removes; the loss is half the squared norm. */
    private static Obligation quadraticGap() {
        ExpressionMatrix z = ExpressionMatrix.named("z", 2, 1);
        ExpressionMatrix d = ExpressionMatrix.named("d", 2, 1);
        Expression inner = z.transposed().times(d).at(0, 0);
        Expression rise =
                z.plus(d.negated()).squaredNorm().minus(z.squaredNorm()).over(2);
        return Draft.oneSize("gap-quadratic", "gap-quadratic")
                .says(
                        "For half the squared residual the gap is exactly half the squared norm of what the projection removes; "
                                + "length 2.",
                        "\\langle Z,D\\rangle=0\\implies\\tfrac12\\lVert Z-D\\rVert^2-\\tfrac12\\lVert Z\\rVert^2=\\tfrac12\\lVert D\\rVert^2")
                .given("stationary", inner.equalTo(ZERO))
                .concludes(rise.equalTo(d.squaredNorm().over(2)));
    }

    /** One entry z of the residual, d of what is removed; the sum of z d over the entries vanishes at a stationary point. */
    private static Obligation quadraticGapEntry() {
        Expression z = Expression.variable("z");
        Expression d = Expression.variable("d");
        Expression rise = z.minus(d).square().minus(z.square()).over(2);
        return Draft.claim("gap-quadratic-entry", "gap-quadratic")
                .says(
                        "Entry by entry the rise of half the squared residual is half the square of what is removed less z d; "
                                + "the sum of z d vanishes.",
                        "\\tfrac12(z-d)^2-\\tfrac12z^2+zd=\\tfrac12d^2")
                .concludes(rise.plus(z.times(d)).equalTo(d.square().over(2)));
    }
}
