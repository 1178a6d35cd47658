package org.peftcheck.training.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderTensors;
import org.peftcheck.training.model.FloatTensor;

/** Decoders and batches of given sizes with random numbers: what a step costs does not depend on them. */
public final class SyntheticDecoder {

    private final DecoderConfig config;
    private final RandomGenerator random;

    /**
     * Decoders of some sizes.
     *
     * @param config the sizes
     * @param seed what the numbers are drawn from
     */
    public SyntheticDecoder(DecoderConfig config, long seed) {
        this.config = config;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Weights: normal with deviation 0.05, gains of norms near 1.
     *
     * @return the tensors of a decoder by name
     */
    public Map<String, FloatTensor> weights() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        DecoderTensors.required(config).forEach((name, shape) -> {
            FloatTensor tensor =
                    FloatTensor.zeros(shape.stream().mapToInt(Integer::intValue).toArray());
            int centre = name.endsWith("norm.weight") ? 1 : 0;
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = (float) (centre + 0.05 * random.nextGaussian());
            }
            weights.put(name, tensor);
        });
        return weights;
    }

    /**
     * A batch, some sequences shorter than others, of which every token but the first is predicted.
     *
     * @param rows sequences
     * @param length tokens of the longest, at least 1
     * @return the batch
     */
    public TokenBatch batch(int rows, int length) {
        int[][] sequences = new int[rows][];
        int[] from = new int[rows];
        for (int row = 0; row < rows; row++) {
            sequences[row] = random.ints(Math.max(1, length - row % 3), 0, config.vocabulary())
                    .toArray();
            from[row] = 1;
        }
        return TokenBatch.of(length, 0, sequences).predicting(from);
    }
}
