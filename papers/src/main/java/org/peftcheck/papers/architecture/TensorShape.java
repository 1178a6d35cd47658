package org.peftcheck.papers.architecture;

import java.util.List;

/**
 * A stored tensor of a model: its name and shape, without its data.
 *
 * @param name such as {@code encoder.layer.0.attention.self.query.weight}
 * @param shape its dimensions, none negative; none at all for a single number
 */
public record TensorShape(String name, List<Long> shape) {

    /** Copies the shape. */
    public TensorShape {
        shape = List.copyOf(shape);
    }

    /**
     * The number of entries.
     *
     * @throws IllegalArgumentException when it does not fit a {@code long}
     */
    public long entries() {
        long entries = 1;
        for (long side : shape) {
            try {
                entries = Math.multiplyExact(entries, side);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(
                        "tensor " + name + ": expected fewer than 2^63 entries, got shape " + shape, e);
            }
        }
        return entries;
    }
}
