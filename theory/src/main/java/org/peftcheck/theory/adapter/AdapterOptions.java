package org.peftcheck.theory.adapter;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.peftcheck.theory.algebra.Activation;

/**
 * The settings of an adapter, each given or left to the method.
 *
 * @param scaling the factor in front of the update
 * @param activation the activation function
 * @param orientation the side on which a tweaker meets the weight
 * @param depth the number of layers of a tweaker
 */
public record AdapterOptions(
        Optional<Scaling> scaling,
        Optional<Activation> activation,
        Optional<Orientation> orientation,
        OptionalInt depth) {

    /** The settings that a method may heed. */
    public enum Option {
        /** The factor in front of the update. */
        SCALING,
        /** The activation function. */
        ACTIVATION,
        /** The side on which a tweaker meets the weight. */
        ORIENTATION,
        /** The number of layers of a tweaker. */
        DEPTH
    }

    /** Everything left to the method. */
    public static final AdapterOptions DEFAULT =
            new AdapterOptions(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    /**
     * These options with a scaling.
     *
     * @param value the scaling
     * @return the options
     */
    public AdapterOptions with(Scaling value) {
        return new AdapterOptions(Optional.of(value), activation, orientation, depth);
    }

    /**
     * These options with an activation.
     *
     * @param value the activation
     * @return the options
     */
    public AdapterOptions with(Activation value) {
        return new AdapterOptions(scaling, Optional.of(value), orientation, depth);
    }

    /**
     * These options with an orientation.
     *
     * @param value the orientation
     * @return the options
     */
    public AdapterOptions with(Orientation value) {
        return new AdapterOptions(scaling, activation, Optional.of(value), depth);
    }

    /**
     * These options with a depth.
     *
     * @param value the depth
     * @return the options
     */
    public AdapterOptions withDepth(int value) {
        return new AdapterOptions(scaling, activation, orientation, OptionalInt.of(value));
    }

    /**
     * The options that are given.
     *
     * @return those not left to the method
     */
    public Set<Option> given() {
        Set<Option> given = EnumSet.noneOf(Option.class);
        scaling.ifPresent(value -> given.add(Option.SCALING));
        activation.ifPresent(value -> given.add(Option.ACTIVATION));
        orientation.ifPresent(value -> given.add(Option.ORIENTATION));
        depth.ifPresent(value -> given.add(Option.DEPTH));
        return given;
    }
}
