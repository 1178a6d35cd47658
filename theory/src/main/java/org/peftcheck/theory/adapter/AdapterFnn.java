package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * The adapter of Pfeiffer et al.: H + W2 φ(W1 H + b1 1ᵀ) + b2 1ᵀ once a block, after the feed-forward network.
 *
 * @param activation the function φ
 */
public record AdapterFnn(Activation activation) implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);

    @Override
    public String id() {
        return "adapter-fnn";
    }

    @Override
    public String title() {
        return "AdapterFNN";
    }

    @Override
    public String source() {
        return "Pfeiffer et al., AdapterFusion (2021), Section 3 and Figure 5; PEANuT, Table 3";
    }

    @Override
    public List<Site> sites() {
        return List.of(new Site(Hook.AFTER_FEED_FORWARD, "output of the feed-forward network", D, L, Bottleneck.SLOTS));
    }

    @Override
    public Polynomial statedCount() {
        return L.times(Bottleneck.STATED);
    }

    @Override
    public boolean startsAtPretrained() {
        return false;
    }

    @Override
    public <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots) {
        return Bottleneck.forward(activation, algebra, batch, slots);
    }
}
