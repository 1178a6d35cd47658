package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * BitFit: the biases are trained and nothing else. The slot is the change of a bias, H + b 1ᵀ for the outputs H of a layer with its
 * pre-trained bias; the number of parameters is the same.
 *
 * <p>The places are those of an encoder in the manner of BERT and RoBERTa: four projections of the attention, two layers of the
 * feed-forward network and two layer norms a block, and the layer norm of the embeddings. A pooler is not among them, nor is a head.
 */
public record BitFit() implements HiddenAdapter {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial L = Polynomial.of(Dimension.BLOCKS);
    private static final Polynomial F = Polynomial.of(Dimension.FEED_FORWARD);

    @Override
    public String id() {
        return "bitfit";
    }

    @Override
    public String title() {
        return "BitFit";
    }

    @Override
    public String source() {
        return "Ben Zaken et al., BitFit (2022), Section 3; PEANuT, Table 3";
    }

    @Override
    public List<Site> sites() {
        return List.of(
                site("projections of the attention", D, L.times(4)),
                site("first layer of the feed-forward network", F, L),
                site("second layer of the feed-forward network", D, L),
                site("layer norms of a block", D, L.times(2)),
                site("layer norm of the embeddings", D, Polynomial.ONE));
    }

    private static Site site(String place, Polynomial features, Polynomial multiplicity) {
        Slot bias = Slot.trainable("b", "b", new Shape(features, Polynomial.ONE), Initialiser.ZERO);
        return new Site(Hook.BIAS, place, features, multiplicity, List.of(bias));
    }

    @Override
    public Polynomial statedCount() {
        return L.times(D.times(7).plus(F)).plus(D);
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots) {
        return algebra.plus(batch.states(), algebra.times(slots.get("b"), batch.ones()));
    }
}
