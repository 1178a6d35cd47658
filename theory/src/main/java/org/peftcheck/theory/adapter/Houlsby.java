package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * The adapters of Houlsby et al.: H + W2 φ(W1 H + b1 1ᵀ) + b2 1ᵀ after the attention and after the feed-forward network of each block,
 * before the residual is added. W1 and W2 start near 0, not at 0, so training starts near the pre-trained model only.
 *
 * @param activation the function φ, which the source leaves open
 */
public record Houlsby(Activation activation) implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);

    @Override
    public String id() {
        return "houlsby";
    }

    @Override
    public String title() {
        return "Houlsby adapter";
    }

    @Override
    public String source() {
        return "Houlsby et al. (2019), Section 2.1 and Figure 2; PEANuT, Table 3, calls it Adapter";
    }

    @Override
    public List<Site> sites() {
        return List.of(
                new Site(Hook.AFTER_ATTENTION, "output of the attention", D, L, Bottleneck.SLOTS),
                new Site(Hook.AFTER_FEED_FORWARD, "output of the feed-forward network", D, L, Bottleneck.SLOTS));
    }

    @Override
    public Polynomial statedCount() {
        return L.times(Bottleneck.STATED).times(2);
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
