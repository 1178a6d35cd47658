package org.peftcheck.theory.adapter;

import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * A matrix that a method adds to a layer.
 *
 * @param symbol the name in plain text, as in {@code Theta1}
 * @param tex the name in TeX
 * @param shape the shape in {@code d_out, d_in, r}
 * @param training whether training changes it
 * @param sharing where its numbers are kept
 * @param initialiser how it starts
 */
public record Slot(
        String symbol, String tex, Shape shape, Training training, Sharing sharing, Initialiser initialiser) {

    /** Whether training changes a slot. */
    public enum Training {
        /** Changed by training. */
        TRAINABLE,
        /** Left as it started. */
        FROZEN
    }

    /** Where the numbers of a slot are kept. */
    public enum Sharing {
        /** Each layer has its own. */
        PER_LAYER,
        /** Layers for which the slot has the same shape have one in common. */
        SHARED,
        /** Each layer has its own, in the place of the pre-trained weight, which need not be kept beside it. */
        IN_PLACE,
        /** Nowhere: it is made anew of a seed and the shape of the layer. */
        RECOMPUTED
    }

    /**
     * A trainable slot of each layer's own.
     *
     * @param symbol the name in plain text
     * @param tex the name in TeX
     * @param shape the shape
     * @param initialiser how it starts
     * @return the slot
     */
    public static Slot trainable(String symbol, String tex, Shape shape, Initialiser initialiser) {
        return new Slot(symbol, tex, shape, Training.TRAINABLE, Sharing.PER_LAYER, initialiser);
    }

    /**
     * A slot of each layer's own that training leaves as it is.
     *
     * @param symbol the name in plain text
     * @param tex the name in TeX
     * @param shape the shape
     * @param sharing where its numbers are kept
     * @param initialiser what it is
     * @return the slot
     */
    public static Slot frozen(String symbol, String tex, Shape shape, Sharing sharing, Initialiser initialiser) {
        return new Slot(symbol, tex, shape, Training.FROZEN, sharing, initialiser);
    }

    /** Whether training changes the slot. */
    public boolean isTrainable() {
        return training == Training.TRAINABLE;
    }

    /**
     * The number of entries.
     *
     * @return the number of entries in {@code d_out, d_in, r}
     */
    public Polynomial entries() {
        return shape.entries();
    }
}
