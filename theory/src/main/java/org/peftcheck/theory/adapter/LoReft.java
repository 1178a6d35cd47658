package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * LoReFT: H + Rᵀ (W H + b 1ᵀ − R H) on the states at some positions of the input, where R (m × d) has orthonormal rows, W is m × d and
 * b m × 1. The states change within the row space of R only. Positions at the beginning and at the end share their slots here; where
 * they do not, there are as many slots again.
 */
public record LoReft() implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);
    private static final Polynomial RANK = Polynomial.of(Dimension.BOTTLENECK);

    @Override
    public String id() {
        return "loreft";
    }

    @Override
    public String title() {
        return "LoReFT";
    }

    @Override
    public String source() {
        return "Wu et al., ReFT (2024), Section 3.2, equation (2); PEANuT, Table 3";
    }

    @Override
    public List<Site> sites() {
        return List.of(new Site(
                Hook.RESIDUAL_STREAM,
                "output of a block, at the chosen positions of the input",
                D,
                L,
                List.of(
                        Slot.trainable("R", "R", new Shape(RANK, D), new Initialiser.OrthonormalRows()),
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
        M wanted = Bottleneck.affine(algebra, slots.get("W"), batch.states(), slots.get("b"), batch.ones());
        M edit = algebra.minus(wanted, algebra.times(slots.get("R"), batch.states()));
        return algebra.plus(batch.states(), algebra.times(algebra.transpose(slots.get("R")), edit));
    }
}
