package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * RED: each feature of the output of the feed-forward network is scaled and shifted, diag(s) H + t 1ᵀ with s = 1 and t = 0 at the
 * start.
 */
public record Red() implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);

    @Override
    public String id() {
        return "red";
    }

    @Override
    public String title() {
        return "RED";
    }

    @Override
    public String source() {
        return "Wu et al., Advancing parameter efficiency in fine-tuning via representation editing (2024), Section 3; PEANuT, Table 3";
    }

    @Override
    public List<Site> sites() {
        Shape column = new Shape(D, Polynomial.ONE);
        return List.of(new Site(
                Hook.AFTER_FEED_FORWARD,
                "output of the feed-forward network",
                D,
                L,
                List.of(
                        Slot.trainable("s", "s", column, Initialiser.ONE),
                        Slot.trainable("t", "t", column, Initialiser.ZERO))));
    }

    @Override
    public Polynomial statedCount() {
        return D.times(L).times(2);
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots) {
        M scaled = algebra.scaleRows(slots.get("s"), batch.states());
        return algebra.plus(scaled, algebra.times(slots.get("t"), batch.ones()));
    }
}
