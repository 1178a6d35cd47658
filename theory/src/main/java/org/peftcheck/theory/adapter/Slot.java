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
 * @param sharing whether the layers have it in common
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

    /** Whether layers have a slot in common. */
    public enum Sharing {
        /** Each layer has its own. */
        PER_LAYER,
        /** Layers for which the slot has the same shape have one in common. */
        SHARED
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
