package org.peftcheck.numeric.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the header of a safetensors file says of a tensor.
 *
 * @param name the tensor's name
 * @param dtype the format's name for its number format
 * @param shape its dimensions, none negative
 * @param begin where its data begins, in bytes from the end of the header
 * @param end where its data ends, exclusive
 */
record TensorEntry(String name, String dtype, List<Long> shape, long begin, long end) {

    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Whether this is the weight of a linear layer: a matrix named so, and neither an embedding, a norm nor a head. */
    boolean isLinearLayer() {
        String lower = name.toLowerCase(Locale.ROOT);
        return shape.size() == 2
                && name.endsWith(".weight")
                && Stream.of("embed", "wte", "wpe", "norm", "lm_head").noneMatch(lower::contains);
    }
}
