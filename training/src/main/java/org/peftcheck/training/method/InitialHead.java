package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.peftcheck.training.model.FloatTensor;

/** The slots of a head before training: weights normal with standard deviation 0.02 and biases 0, as BERT starts its heads. */
final class InitialHead {

    private static final double DEVIATION = 0.02;

    private InitialHead() {}

    /**
     * Draws a head.
     *
     * @param shapes the slots' dimensions by name; what ends in {@code .bias} is a bias
     * @param seed what the values follow from, together with the names
     * @return the values
     */
    static Map<String, FloatTensor> draw(Map<String, int[]> shapes, long seed) {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            FloatTensor tensor = FloatTensor.zeros(shape);
            if (!name.endsWith(".bias")) {
                RandomGenerator random = SeededRandom.of(seed, name);
                for (int i = 0; i < tensor.values().length; i++) {
                    tensor.values()[i] = (float) (DEVIATION * random.nextGaussian());
                }
            }
            values.put(name, tensor);
        });
        return values;
    }
}
