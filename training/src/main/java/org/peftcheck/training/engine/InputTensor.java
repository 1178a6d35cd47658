package org.peftcheck.training.engine;

/**
 * A tensor that a network reads of each batch.
 *
 * @param name its name
 * @param whole whether its entries are whole numbers, indices of rows of tables
 * @param shape its dimensions
 */
public record InputTensor(String name, boolean whole, int... shape) {

    /** Copies the shape. */
    public InputTensor {
        shape = shape.clone();
    }

    /**
     * A tensor of indices.
     *
     * @param name its name
     * @param shape its dimensions
     * @return the tensor
     */
    public static InputTensor indices(String name, int... shape) {
        return new InputTensor(name, true, shape);
    }

    /**
     * A tensor of numbers.
     *
     * @param name its name
     * @param shape its dimensions
     * @return the tensor
     */
    public static InputTensor numbers(String name, int... shape) {
        return new InputTensor(name, false, shape);
    }
}
