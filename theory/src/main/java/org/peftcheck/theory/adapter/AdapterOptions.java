package org.peftcheck.theory.adapter;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.peftcheck.theory.algebra.Activation;

/**
 * The settings of an adapter, each given or left to the method.
 *
 * @param scaling the factor in front of the update
 * @param activation the activation function
 * @param orientation the side on which a tweaker meets the weight
 * @param depth the number of layers of a tweaker
 * @param normAxis the vectors of a weight whose norms are split off
 * @param coefficients the number of coefficients of a spectrum
 * @param seed what random choices that are not trained follow from
 */
public record AdapterOptions(
        Optional<Scaling> scaling,
        Optional<Activation> activation,
        Optional<Orientation> orientation,
        OptionalInt depth,
        Optional<NormAxis> normAxis,
        OptionalInt coefficients,
        OptionalLong seed) {

    /** The settings that a method may heed. */
    public enum Option {
        /** The factor in front of the update. */
        SCALING,
        /** The activation function. */
        ACTIVATION,
        /** The side on which a tweaker meets the weight. */
        ORIENTATION,
        /** The number of layers of a tweaker. */
        DEPTH,
        /** The vectors of a weight whose norms are split off. */
        NORM_AXIS,
        /** The number of coefficients of a spectrum. */
        COEFFICIENTS,
        /** What random choices that are not trained follow from. */
        SEED
    }

    /** Everything left to the method. */
    public static final AdapterOptions DEFAULT = new AdapterOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());

    /**
     * These options with a scaling.
     *
     * @param value the scaling
     * @return the options
     */
    public AdapterOptions with(Scaling value) {
        return new AdapterOptions(Optional.of(value), activation, orientation, depth, normAxis, coefficients, seed);
    }

    /**
     * These options with an activation.
     *
     * @param value the activation
     * @return the options
     */
    public AdapterOptions with(Activation value) {
        return new AdapterOptions(scaling, Optional.of(value), orientation, depth, normAxis, coefficients, seed);
    }

    /**
     * These options with an orientation.
     *
     * @param value the orientation
     * @return the options
     */
    public AdapterOptions with(Orientation value) {
        return new AdapterOptions(scaling, activation, Optional.of(value), depth, normAxis, coefficients, seed);
    }

    /**
     * These options with a depth.
     *
     * @param value the depth
     * @return the options
     */
    public AdapterOptions withDepth(int value) {
        return new AdapterOptions(
                scaling, activation, orientation, OptionalInt.of(value), normAxis, coefficients, seed);
    }

    /**
     * These options with a norm axis.
     *
     * @param value the norm axis
     * @return the options
     */
    public AdapterOptions with(NormAxis value) {
        return new AdapterOptions(scaling, activation, orientation, depth, Optional.of(value), coefficients, seed);
    }

    /**
     * These options with a number of coefficients.
     *
     * @param value the number of coefficients
     * @return the options
     */
    public AdapterOptions withCoefficients(int value) {
        return new AdapterOptions(scaling, activation, orientation, depth, normAxis, OptionalInt.of(value), seed);
    }

    /**
     * These options with a seed.
     *
     * @param value the seed
     * @return the options
     */
    public AdapterOptions withSeed(long value) {
        return new AdapterOptions(
                scaling, activation, orientation, depth, normAxis, coefficients, OptionalLong.of(value));
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
        normAxis.ifPresent(value -> given.add(Option.NORM_AXIS));
        coefficients.ifPresent(value -> given.add(Option.COEFFICIENTS));
        seed.ifPresent(value -> given.add(Option.SEED));
        return given;
    }
}
