package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;

/**
 * A head before its values are drawn.
 *
 * @param pooling how the hidden states of an input become one vector
 * @param dense whether a layer d × d with tanh comes between
 * @param outputs the number of classes, or 1 for a regression
 * @param regression whether the output is a number
 */
public record HeadChoice(Pooling pooling, boolean dense, int outputs, boolean regression) {

    private static final double DEVIATION = 0.02;

    /**
     * The head, weights normal with standard deviation 0.02 and biases 0, as BERT starts its heads.
     *
     * @param hidden the features of a hidden state, d
     * @param seed what the values follow from
     * @return the head
     */
    public ClassifierHead draw(int hidden, long seed) {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        if (dense) {
            values.put("classifier.dense.weight", normal(hidden, hidden, seed, "classifier.dense.weight"));
            values.put("classifier.dense.bias", FloatTensor.zeros(hidden));
        }
        values.put("classifier.weight", normal(outputs, hidden, seed, "classifier.weight"));
        values.put("classifier.bias", FloatTensor.zeros(outputs));
        return new ClassifierHead(pooling, dense, outputs, regression, values);
    }

    private static FloatTensor normal(int rows, int columns, long seed, String name) {
        RandomGenerator random = SeededRandom.of(seed, name);
        FloatTensor tensor = FloatTensor.zeros(rows, columns);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) (DEVIATION * random.nextGaussian());
        }
        return tensor;
    }
}
