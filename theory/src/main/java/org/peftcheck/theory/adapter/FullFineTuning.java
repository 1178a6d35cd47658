package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * Full fine-tuning: W itself is trained and starts at W0. The rank plays no part.
 */
public record FullFineTuning() implements WeightAdapter {

    private static final Initialiser.Formula PRETRAINED = new Initialiser.Formula() {
        @Override
        public <M> M value(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return w0;
        }
    };
    private static final Slot W = new Slot(
            "W",
            "W",
            Shape.of(Dimension.D_OUT, Dimension.D_IN),
            Slot.Training.TRAINABLE,
            Slot.Sharing.IN_PLACE,
            new Initialiser.Derived("the pre-trained weight", PRETRAINED));

    /**
     * Full fine-tuning.
     *
     * @param options none is heeded
     * @return the adapter
     */
    public static FullFineTuning of(AdapterOptions options) {
        return new FullFineTuning();
    }

    @Override
    public String id() {
        return "full";
    }

    @Override
    public String title() {
        return "full fine-tuning";
    }

    @Override
    public String source() {
        return "every entry of the weight is trained; PEANuT, Section 5.1, calls it FFT";
    }

    @Override
    public List<Slot> slots() {
        return List.of(W);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.D_OUT).times(Polynomial.of(Dimension.D_IN));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.minus(slots.get(W.symbol()), w0);
    }

    @Override
    public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return slots.get(W.symbol());
    }

    /** Nothing is frozen. */
    @Override
    public <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return Optional.empty();
    }
}
