package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * The linear weight-aware variant: W = W0 + s W0 A B with A d_in × r, B r × d_in.
 *
 * @param scaling the factor s
 */
public record MultiplicativeLoRa(Scaling scaling) implements WeightAdapter {

    private static final Slot A = Slot.trainable(
            "A",
            "A",
            Shape.of(Dimension.D_IN, Dimension.RANK),
            Initialiser.uniformFanIn(Polynomial.of(Dimension.D_IN)));
    private static final Slot B = Slot.trainable("B", "B", Shape.of(Dimension.RANK, Dimension.D_IN), Initialiser.ZERO);

    /**
     * Multiplicative LoRA with some options.
     *
     * @param options the scaling, if wanted
     * @return the adapter
     */
    public static MultiplicativeLoRa of(AdapterOptions options) {
        return new MultiplicativeLoRa(options.scaling().orElse(Scaling.ONE));
    }

    @Override
    public String id() {
        return "multiplicative-lora";
    }

    @Override
    public String title() {
        return "multiplicative LoRA";
    }

    @Override
    public String source() {
        return "PEANuT, Section 5.3 and Table 5";
    }

    @Override
    public List<Slot> slots() {
        return List.of(A, B);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_IN))
                .times(2);
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M narrow = algebra.times(w0, slots.get(A.symbol()));
        return scaling.apply(algebra, slots.rank(), algebra.times(narrow, slots.get(B.symbol())));
    }
}
