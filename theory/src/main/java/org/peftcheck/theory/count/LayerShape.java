package org.peftcheck.theory.count;

/**
 * A linear layer of a model, or several of the same shape.
 *
 * @param name the name of the layer, or of what the layers have in common
 * @param dOut the output features
 * @param dIn the input features
 * @param multiplicity how many such layers there are
 */
public record LayerShape(String name, int dOut, int dIn, int multiplicity) {

    /** Checks that all numbers are at least 1. */
    public LayerShape {
        if (dOut < 1 || dIn < 1 || multiplicity < 1) {
            throw new IllegalArgumentException("layer " + name + ": expected d_out, d_in, multiplicity >= 1, got "
                    + dOut + ", " + dIn + ", " + multiplicity);
        }
    }

    /**
     * One layer.
     *
     * @param name the name
     * @param dOut the output features
     * @param dIn the input features
     */
    public LayerShape(String name, int dOut, int dIn) {
        this(name, dOut, dIn, 1);
    }
}
