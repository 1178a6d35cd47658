package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * MiLoRA: the minor singular components of W0 are trained, what is left of it is frozen. With W0 = U S Vᵀ, W = R + A B starts with A = U_r √S_r, B = √S_r V_rᵀ of the
 * r smallest singular values, and R = W0 − A B as it is then.
 *
 * <p>R stands in the place of W0, which need not be kept. There is no factor in front of A B: one other than 1 would have to be
 * divided out of the start again. Rounding makes R + A B differ from W0 in the last places.
 */
public record MiLoRa() implements WeightAdapter {

    private static final Slot A = Slot.trainable(
            "A",
            "A",
            Shape.of(Dimension.D_OUT, Dimension.RANK),
            new Initialiser.SingularFactor(
                    Initialiser.SingularFactor.Side.LEFT, Initialiser.SingularFactor.Part.MINOR));
    private static final Slot B = Slot.trainable(
            "B",
            "B",
            Shape.of(Dimension.RANK, Dimension.D_IN),
            new Initialiser.SingularFactor(
                    Initialiser.SingularFactor.Side.RIGHT, Initialiser.SingularFactor.Part.MINOR));
    private static final Initialiser.Formula REST = new Initialiser.Formula() {
        @Override
        public <M> M value(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.minus(w0, algebra.times(slots.get(A.symbol()), slots.get(B.symbol())));
        }
    };
    private static final Slot RESIDUAL = Slot.frozen(
            "R",
            "R",
            Shape.of(Dimension.D_OUT, Dimension.D_IN),
            Slot.Sharing.IN_PLACE,
            new Initialiser.Derived("W0 - A B at the start", REST));

    /**
     * MiLoRA.
     *
     * @param options none is heeded
     * @return the adapter
     */
    public static MiLoRa of(AdapterOptions options) {
        return new MiLoRa();
    }

    @Override
    public String id() {
        return "milora";
    }

    @Override
    public String title() {
        return "MiLoRA";
    }

    @Override
    public String source() {
        return "Wang et al., MiLoRA (2024), Section 3; PEANuT, Section 2";
    }

    @Override
    public List<Slot> slots() {
        return List.of(A, B, RESIDUAL);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN)));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.minus(adaptedWeight(algebra, w0, slots), w0);
    }

    @Override
    public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M product = algebra.times(slots.get(A.symbol()), slots.get(B.symbol()));
        return algebra.plus(slots.get(RESIDUAL.symbol()), product);
    }
}
