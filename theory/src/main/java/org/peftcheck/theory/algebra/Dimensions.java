package org.peftcheck.theory.algebra;

import java.util.Map;

/**
 * The three dimensions of an adapter on a layer, as names or as numbers.
 *
 * @param dOut the output features of the layer, {@code d1}
 * @param dIn the input features of the layer, {@code d2}
 * @param rank the rank of the update, or the hidden width of the tweaker
 */
public record Dimensions(Polynomial dOut, Polynomial dIn, Polynomial rank) {

    /** The dimensions as names: {@code d_out}, {@code d_in}, {@code r}. */
    public static final Dimensions SYMBOLIC = new Dimensions(
            Polynomial.of(Dimension.D_OUT), Polynomial.of(Dimension.D_IN), Polynomial.of(Dimension.RANK));

    /**
     * The dimensions as numbers.
     *
     * @param dOut the output features, at least 1
     * @param dIn the input features, at least 1
     * @param rank the rank or width, at least 1
     * @return the dimensions
     */
    public static Dimensions of(long dOut, long dIn, long rank) {
        if (dOut < 1 || dIn < 1 || rank < 1) {
            throw new IllegalArgumentException(
                    "dimensions: expected d_out, d_in, r >= 1, got " + dOut + ", " + dIn + ", " + rank);
        }
        return new Dimensions(Polynomial.constant(dOut), Polynomial.constant(dIn), Polynomial.constant(rank));
    }

    /**
     * What to put in for the names.
     *
     * @return a map for {@link Polynomial#substitute} and {@link Shape#at}
     */
    public Map<Dimension, Polynomial> values() {
        return Map.of(Dimension.D_OUT, dOut, Dimension.D_IN, dIn, Dimension.RANK, rank);
    }

    /**
     * The shape of the pre-trained weight.
     *
     * @return d_out × d_in
     */
    public Shape weight() {
        return new Shape(dOut, dIn);
    }
}
