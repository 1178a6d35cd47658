package org.peftcheck.theory.adapter;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/** A network with one narrow hidden layer beside the identity: H + W2 φ(W1 H + b1 1ᵀ) + b2 1ᵀ. */
final class Bottleneck {

    private static final Polynomial D = Polynomial.of(Dimension.HIDDEN);
    private static final Polynomial M = Polynomial.of(Dimension.BOTTLENECK);
    private static final Initialiser SMALL = new Initialiser.TruncatedNormal(new BigFraction(1, 100));

    /** W1 m × d, b1 m × 1, W2 d × m, b2 d × 1. */
    static final List<Slot> SLOTS = List.of(
            Slot.trainable("W1", "W_{1}", new Shape(M, D), SMALL),
            Slot.trainable("b1", "b_{1}", new Shape(M, Polynomial.ONE), Initialiser.ZERO),
            Slot.trainable("W2", "W_{2}", new Shape(D, M), SMALL),
            Slot.trainable("b2", "b_{2}", new Shape(D, Polynomial.ONE), Initialiser.ZERO));

    /** 2dm + m + d, as the sources state it. */
    static final Polynomial STATED = D.times(M).times(2).plus(M).plus(D);

    private Bottleneck() {}

    static <T> T forward(
            Activation activation, MatrixAlgebra<T> algebra, HiddenAdapter.Batch<T> batch, SlotValues<T> slots) {
        T narrow = affine(algebra, slots.get("W1"), batch.states(), slots.get("b1"), batch.ones());
        T back = affine(algebra, slots.get("W2"), algebra.activate(activation, narrow), slots.get("b2"), batch.ones());
        return algebra.plus(batch.states(), back);
    }

    /** W H + b 1ᵀ. */
    static <T> T affine(MatrixAlgebra<T> algebra, T weight, T states, T bias, T ones) {
        return algebra.plus(algebra.times(weight, states), algebra.times(bias, ones));
    }
}
