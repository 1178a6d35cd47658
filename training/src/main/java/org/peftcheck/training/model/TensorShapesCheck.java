package org.peftcheck.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The check of a model's tensors against those that its sizes ask for. */
final class TensorShapesCheck {

    private TensorShapesCheck() {}

    /**
     * Checks that all tensors are there in their shapes, and no others.
     *
     * @param model the model's name, for messages
     * @param expected dimensions by name
     * @param parts what they make up, such as {@code 12 layers}, for messages
     * @param weights tensors by name
     * @throws BadModelException when a tensor is missing, has another shape, or is not expected
     */
    static void require(
            String model, Map<String, List<Integer>> expected, String parts, Map<String, FloatTensor> weights) {
        expected.forEach((name, shape) -> {
            FloatTensor tensor = weights.get(name);
            String found = tensor == null
                    ? "no such tensor"
                    : text(Arrays.stream(tensor.shape()).boxed().toList());
            if (!text(shape).equals(found)) {
                throw new BadModelException("model " + model, name + " of " + text(shape), found);
            }
        });
        List<String> others = new ArrayList<>(weights.keySet());
        others.removeAll(expected.keySet());
        if (!others.isEmpty()) {
            throw new BadModelException(
                    "model " + model,
                    "the tensors of " + parts + " and nothing else",
                    others.size() + " more, such as " + others.get(0));
        }
    }

    private static String text(List<Integer> shape) {
        return String.join("×", shape.stream().map(String::valueOf).toList());
    }
}
