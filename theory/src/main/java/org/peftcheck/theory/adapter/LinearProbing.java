package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * Linear probing: nothing of the model is trained but a linear head, W H + b 1ᵀ with W c × d and b c × 1. The count is that of the
 * head, which other methods train too and which is not in their counts.
 */
public record LinearProbing() implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial C = Polynomial.of(Dimension.CLASSES);

    @Override
    public String id() {
        return "linear-probing";
    }

    @Override
    public String title() {
        return "linear probing";
    }

    @Override
    public String source() {
        return "PEANuT, Section 5.1 and Table 2, calls it LP";
    }

    @Override
    public List<Site> sites() {
        return List.of(new Site(
                Hook.HEAD,
                "the head for the task",
                D,
                Polynomial.ONE,
                List.of(
                        Slot.trainable("W", "W", new Shape(C, D), Initialiser.uniformFanIn(D)),
                        Slot.trainable("b", "b", new Shape(C, Polynomial.ONE), Initialiser.uniformFanIn(D)))));
    }

    @Override
    public Polynomial statedCount() {
        return C.times(D.plus(Polynomial.ONE));
    }

    @Override
    public boolean startsAtPretrained() {
        return false;
    }

    @Override
    public <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots) {
        return Bottleneck.affine(algebra, slots.get("W"), batch.states(), slots.get("b"), batch.ones());
    }
}
