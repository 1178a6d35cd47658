package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * DiReFT: H + Rᵀ (W H + b 1ᵀ) on the states at some positions of the input, LoReFT without the orthonormal rows and without taking R H
 * away. Positions share their slots as in {@link LoReft}.
 */
public record DiReft() implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);
    private static final Polynomial RANK = Polynomial.of(Dimension.BOTTLENECK);

    @Override
    public String id() {
        return "direft";
    }

    @Override
    public String title() {
        return "DiReFT";
    }

    @Override
    public String source() {
        return "Wu et al., ReFT (2024), Section 3.2, equation (3); PEANuT, Table 3";
    }

    @Override
    public List<Site> sites() {
        return List.of(new Site(
                Hook.RESIDUAL_STREAM,
                "output of a block, at the chosen positions of the input",
                D,
                L,
                List.of(
                        Slot.trainable("R", "R", new Shape(RANK, D), Initialiser.uniformFanIn(D)),
                        Slot.trainable("W", "W", new Shape(RANK, D), Initialiser.uniformFanIn(D)),
                        Slot.trainable("b", "b", new Shape(RANK, Polynomial.ONE), Initialiser.uniformFanIn(D)))));
    }

    @Override
    public Polynomial statedCount() {
        return L.times(D.times(RANK).times(2).plus(RANK));
    }

    @Override
    public boolean startsAtPretrained() {
        return false;
    }

    @Override
    public <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots) {
        M edit = Bottleneck.affine(algebra, slots.get("W"), batch.states(), slots.get("b"), batch.ones());
        return algebra.plus(batch.states(), algebra.times(algebra.transpose(slots.get("R")), edit));
    }
}
