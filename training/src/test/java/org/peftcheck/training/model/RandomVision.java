package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.ImageBatch;

/**
 * Tiny vision transformers with random weights: images of 2 channels and 6 × 6 pixels in 9 patches, 2 layers, d 12, 3 heads, 20 inner
 * features. All sizes but those of attention differ.
 */
public final class RandomVision {

    /** The sizes. */
    public static final VisionConfig CONFIG = new VisionConfig(6, 2, 2, 2, 12, 3, 20, 1e-12, Activation.GELU, true);
    /** The same without biases of queries, keys and values. */
    public static final VisionConfig WITHOUT_BIAS =
            new VisionConfig(6, 2, 2, 2, 12, 3, 20, 1e-12, Activation.GELU, false);

    private RandomVision() {}

    /** All weights: gains near 1, everything else of deviation 0.3. */
    public static Map<String, FloatTensor> weights(VisionConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        VisionTensors.required(config).forEach((name, shape) -> {
            float centre = name.contains("layernorm") && name.endsWith(".weight") ? 1 : 0;
            FloatTensor tensor = FloatTensor.zeros(shape);
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = centre + 0.3f * (float) random.nextGaussian();
            }
            weights.put(name, tensor);
        });
        return weights;
    }

    /** Random images with the classes 0, 1, …, outputs − 1, 0, … */
    public static ImageBatch batch(VisionConfig config, int rows, int outputs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[rows * config.channels() * config.imageSize() * config.imageSize()];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (float) random.nextGaussian();
        }
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % outputs;
        }
        return new ImageBatch(rows, config.channels(), config.imageSize(), pixels, labels);
    }
}
