package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/** A method that only tests know: W = W0 + s A (B W0), the left-handed twin of multiplicative LoRA. */
record BilinearAdapter(Scaling scaling) implements WeightAdapter {

    static BilinearAdapter of(AdapterOptions options) {
        return new BilinearAdapter(options.scaling().orElse(Scaling.ONE));
    }

    @Override
    public String id() {
        return "bilinear";
    }

    @Override
    public String title() {
        return "bilinear";
    }

    @Override
    public String source() {
        return "made for the contract";
    }

    @Override
    public List<Slot> slots() {
        Polynomial fanIn = Polynomial.of(Dimension.D_OUT);
        return List.of(
                Slot.trainable("A", "A", Shape.of(Dimension.D_OUT, Dimension.RANK), Initialiser.ZERO),
                Slot.trainable("B", "B", Shape.of(Dimension.RANK, Dimension.D_OUT), Initialiser.uniformFanIn(fanIn)));
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT))
                .times(2);
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M product = algebra.times(slots.get("A"), algebra.times(slots.get("B"), w0));
        return scaling.apply(algebra, slots.rank(), product);
    }
}
