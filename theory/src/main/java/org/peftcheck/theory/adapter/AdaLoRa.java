package org.peftcheck.theory.adapter;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * AdaLoRA: W = W0 + s P diag(λ) Q in the form of a singular value decomposition, P d_out × r, λ r × 1, Q r × d_in.
 *
 * <p>P and Q are kept near orthonormal by a penalty in the loss, {@link #PENALTY}. While training, the λ of least importance are set
 * to 0 on a cubic schedule, so that r here is the rank at the start and the count is that of the start; what is set to 0 stays
 * allocated.
 *
 * @param scaling the factor s
 */
public record AdaLoRa(Scaling scaling) implements PenalisedAdapter {

    /** What is added to the loss for each layer, times a coefficient, in TeX (equation (4) there). */
    public static final String PENALTY = "\\|P^{\\top} P - I\\|_F^2 + \\|Q Q^{\\top} - I\\|_F^2";

    private static final Initialiser RANDOM = new Initialiser.Normal(new BigFraction(1, 50));
    private static final Slot P = Slot.trainable("P", "P", Shape.of(Dimension.D_OUT, Dimension.RANK), RANDOM);
    private static final Slot LAMBDA = Slot.trainable(
            "lambda", "\\lambda", new Shape(Polynomial.of(Dimension.RANK), Polynomial.ONE), Initialiser.ZERO);
    private static final Slot Q = Slot.trainable("Q", "Q", Shape.of(Dimension.RANK, Dimension.D_IN), RANDOM);

    /**
     * AdaLoRA with some options.
     *
     * @param options the scaling, if wanted; 1 otherwise
     * @return the adapter
     */
    public static AdaLoRa of(AdapterOptions options) {
        return new AdaLoRa(options.scaling().orElse(Scaling.ONE));
    }

    @Override
    public String id() {
        return "adalora";
    }

    @Override
    public String title() {
        return "AdaLoRA";
    }

    @Override
    public String source() {
        return "Zhang et al., AdaLoRA (2023), Section 3.1, equations (3) and (4); PEANuT, Section 2";
    }

    @Override
    public List<Slot> slots() {
        return List.of(P, LAMBDA, Q);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT)
                        .plus(Polynomial.of(Dimension.D_IN))
                        .plus(Polynomial.ONE));
    }

    /** PᵀP, and its gradient to either factor, 2 d_out r² each; for Q likewise. */
    @Override
    public Polynomial penaltyProducts() {
        Polynomial sides = Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN));
        return Polynomial.of(Dimension.RANK).pow(2).times(sides).times(6);
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M narrow = algebra.scaleRows(slots.get(LAMBDA.symbol()), slots.get(Q.symbol()));
        return scaling.apply(algebra, slots.rank(), algebra.times(slots.get(P.symbol()), narrow));
    }

    /** Pᵀ P − I and Q Qᵀ − I. */
    @Override
    public <M> List<M> penalised(MatrixAlgebra<M> algebra, M identity, SlotValues<M> slots) {
        M p = slots.get(P.symbol());
        M q = slots.get(Q.symbol());
        return List.of(
                algebra.minus(algebra.times(algebra.transpose(p), p), identity),
                algebra.minus(algebra.times(q, algebra.transpose(q)), identity));
    }
}
