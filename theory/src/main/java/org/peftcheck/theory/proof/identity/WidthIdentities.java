package org.peftcheck.theory.proof.identity;

import java.util.List;
import org.peftcheck.theory.proof.identity.Expression.Identity;
import org.peftcheck.theory.proof.identity.Expression.Variable;

/**
 * The identities behind PEANuT, Prop 3.2 for a W0 of full column rank (of full row rank in the transposed variants), with
 * W⁺ = (WᵀW)⁻¹Wᵀ and P = WW⁺.
 *
 * @param tall the longer side of W0
 * @param narrow the shorter side of W0
 * @param rank r
 * @param samples the number of rows of N and of columns of X
 */
public record WidthIdentities(int tall, int narrow, int rank, int samples) {

    private static final String FIRST = "prop-3.2-first";
    private static final String LOSS = "prop-3.2-loss";

    /** Checks that W0 can have full rank and that the least-squares problem has a unique solution. */
    public WidthIdentities {
        if (narrow < 1 || tall < narrow || rank < 1 || rank > narrow || rank > samples) {
            throw new IllegalArgumentException("identities of width: expected 1 <= rank <= narrow <= tall and rank <="
                    + " samples, got rank " + rank + ", narrow " + narrow + ", tall " + tall + ", samples " + samples);
        }
    }

    private Expression w() {
        return new Variable("W", tall, narrow);
    }

    private Expression a() {
        return new Variable("A", tall, rank);
    }

    private Expression b() {
        return new Variable("B", rank, narrow);
    }

    private Expression pseudoInverse() {
        return w().t().times(w()).inverse().times(w().t());
    }

    private Expression projector() {
        return w().times(pseudoInverse());
    }

    /**
     * All identities.
     *
     * @return the identities, the simpler ones first
     */
    public List<RationalIdentity> all() {
        return List.of(
                reproduces(),
                reproducesItself(),
                symmetricProjector(),
                symmetricCoprojector(),
                idempotent(),
                invariant(),
                update(),
                block(),
                loss(),
                gap(),
                transposedUpdate(),
                transposedLoss());
    }

    /**
     * The first axiom of Moore and Penrose.
     *
     * @return W W⁺ W = W
     */
    public RationalIdentity reproduces() {
        return new RationalIdentity(
                "W W+ W = W", FIRST, "W W^+ W = W", projector().times(w()), w());
    }

    /**
     * The second axiom.
     *
     * @return W⁺ W W⁺ = W⁺
     */
    public RationalIdentity reproducesItself() {
        Expression left = pseudoInverse().times(w()).times(pseudoInverse());
        return new RationalIdentity("W+ W W+ = W+", FIRST, "W^+ W W^+ = W^+", left, pseudoInverse());
    }

    /**
     * The third axiom.
     *
     * @return (W W⁺)ᵀ = W W⁺
     */
    public RationalIdentity symmetricProjector() {
        return new RationalIdentity(
                "(W W+)' = W W+", FIRST, "(W W^+)^\\top = W W^+", projector().t(), projector());
    }

    /**
     * The fourth axiom.
     *
     * @return (W⁺ W)ᵀ = W⁺ W
     */
    public RationalIdentity symmetricCoprojector() {
        Expression coprojector = pseudoInverse().times(w());
        return new RationalIdentity("(W+ W)' = W+ W", FIRST, "(W^+ W)^\\top = W^+ W", coprojector.t(), coprojector);
    }

    /**
     * P is idempotent.
     *
     * @return P² = P
     */
    public RationalIdentity idempotent() {
        return new RationalIdentity("P P = P", FIRST, "P^2 = P", projector().times(projector()), projector());
    }

    /**
     * The projection keeps W0 and projects the update.
     *
     * @return P(W + AB) = W + PAB
     */
    public RationalIdentity invariant() {
        Expression left = projector().times(w().plus(a().times(b())));
        Expression right = w().plus(projector().times(a()).times(b()));
        return new RationalIdentity("P (W + A B) = W + P A B", LOSS, "P (W + A B) = W + P A B", left, right);
    }

    /**
     * The update of Prop 3.2, and of multiplicative LoRA.
     *
     * @return W Θ B = P A B with Θ = W⁺ A
     */
    public RationalIdentity update() {
        Expression theta = pseudoInverse().times(a());
        return new RationalIdentity(
                "W (W+ A) B = P A B",
                FIRST,
                "W \\Theta B = P A B \\text{ with } \\Theta = W^+ A",
                w().times(theta).times(b()),
                projector().times(a()).times(b()));
    }

    /**
     * Width r + 1 where the rectifier's argument is not negative, v = Wθ.
     *
     * @return W [W⁺A + θtᵀ, θ] [B; −tᵀB] = P A B
     */
    public RationalIdentity block() {
        Expression theta = new Variable("theta", narrow, 1);
        Expression t = new Variable("t", rank, 1);
        Expression first = w().times(pseudoInverse().times(a()).plus(theta.times(t.t())));
        Expression left = first.times(b()).minus(w().times(theta).times(t.t().times(b())));
        return new RationalIdentity(
                "width r + 1",
                FIRST,
                "W [W^+ A + \\theta t^\\top, \\theta]\\,[B; -t^\\top B] = P A B",
                left,
                projector().times(a()).times(b()));
    }

    /**
     * A loss that sees W only through M = N Wᵀ does not see the projection.
     *
     * @return ‖M(W + PAB − T)‖² = ‖M(W + AB − T)‖²
     */
    public RationalIdentity loss() {
        Expression m = new Variable("N", samples, narrow).times(w().t());
        Expression target = new Variable("T", tall, narrow);
        Expression update = a().times(b());
        return new RationalIdentity(
                "invariant loss",
                LOSS,
                "\\|M(W + P A B - T)\\|^2 = \\|M(W + A B - T)\\|^2 \\text{ with } M = N W^\\top",
                m.times(w().plus(projector().times(update)).minus(target)).squaredNorm(),
                m.times(w().plus(update).minus(target)).squaredNorm());
    }

    /**
     * The price of the projection in least squares at A* = (Y − WX)Zᵀ(ZZᵀ)⁻¹, Z = BX, the best A for B.
     *
     * @return ‖(W + PA*B)X − Y‖² − ‖(W + A*B)X − Y‖² = ‖(I − P)A*BX‖²
     */
    public RationalIdentity gap() {
        Expression x = new Variable("X", narrow, samples);
        Expression y = new Variable("Y", tall, samples);
        Expression z = b().times(x);
        Expression rest = y.minus(w().times(x));
        Expression best = rest.times(z.t()).times(z.times(z.t()).inverse()).times(z);
        Expression projected = projector().times(best);
        Expression left =
                projected.minus(rest).squaredNorm().minus(best.minus(rest).squaredNorm());
        Expression right = new Identity(tall).minus(projector()).times(best).squaredNorm();
        return new RationalIdentity(
                "least-squares gap",
                LOSS,
                "\\|(W + P A^* B) X - Y\\|^2 - \\|(W + A^* B) X - Y\\|^2 = \\|(I - P) A^* B X\\|^2",
                left,
                right);
    }

    private Expression wide() {
        return new Variable("W", narrow, tall);
    }

    /** W⁺ of a W0 of full row rank. */
    private Expression rightInverse() {
        return wide().t().times(wide().times(wide().t()).inverse());
    }

    private Expression wideUpdate() {
        return new Variable("A", narrow, rank).times(new Variable("B", rank, tall));
    }

    /**
     * The transposed update.
     *
     * @return A Θ W = A B W⁺W with Θ = B W⁺
     */
    public RationalIdentity transposedUpdate() {
        Expression a = new Variable("A", narrow, rank);
        Expression b = new Variable("B", rank, tall);
        return new RationalIdentity(
                "A (B W+) W = A B W+ W",
                FIRST,
                "A \\Theta W = A B W^+ W \\text{ with } \\Theta = B W^+",
                a.times(b.times(rightInverse())).times(wide()),
                a.times(b).times(rightInverse().times(wide())));
    }

    /**
     * A loss that sees W only on inputs X = WᵀN does not see the transposed projection.
     *
     * @return ‖(W + ABW⁺W − T)X‖² = ‖(W + AB − T)X‖²
     */
    public RationalIdentity transposedLoss() {
        Expression x = wide().t().times(new Variable("N", narrow, samples));
        Expression rest = wide().minus(new Variable("T", narrow, tall));
        Expression projected = wideUpdate().times(rightInverse().times(wide()));
        return new RationalIdentity(
                "invariant loss, transposed",
                LOSS,
                "\\|(W + A B W^+ W - T) X\\|^2 = \\|(W + A B - T) X\\|^2 \\text{ with } X = W^\\top N",
                projected.plus(rest).times(x).squaredNorm(),
                wideUpdate().plus(rest).times(x).squaredNorm());
    }
}
