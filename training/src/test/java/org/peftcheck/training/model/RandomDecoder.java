package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;

/**
 * Tiny decoders with random weights: 2 blocks, d 12, 4 query heads of width 6 that share 2 key and value heads, 20 inner features, 31
 * tokens. All sizes differ, and a head's width is not d / heads.
 */
public final class RandomDecoder {

    /** LLaMA's form, with a head of its own. */
    public static final DecoderConfig LLAMA = of(DecoderConfig.Family.LLAMA, false);
    /** LLaMA's form, the head being the table of token embeddings. */
    public static final DecoderConfig TIED = of(DecoderConfig.Family.LLAMA, true);
    /** Qwen3's form, with a head of its own. */
    public static final DecoderConfig QWEN3 = of(DecoderConfig.Family.QWEN3, false);
    /** Qwen3's form, the head being the table of token embeddings. */
    public static final DecoderConfig TIED_QWEN3 = of(DecoderConfig.Family.QWEN3, true);

    private RandomDecoder() {}

    /** A configuration of these sizes. */
    public static DecoderConfig of(DecoderConfig.Family family, boolean tied) {
        return new DecoderConfig(family, 2, 12, 4, 2, 6, 20, 31, 24, 1e-5, 100, tied, DecoderConfig.NO_BIASES);
    }

    /** A decoder with weights. */
    public static PretrainedDecoder decoder(DecoderConfig config, long seed) {
        return new PretrainedDecoder("tiny-decoder", config, weights(config, seed));
    }

    /** All weights of a decoder: gains near 1, everything else of deviation 0.3. */
    public static Map<String, FloatTensor> weights(DecoderConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        DecoderTensors.required(config).forEach((name, shape) -> {
            int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
            float centre = name.endsWith("norm.weight") ? 1 : 0;
            float[] values = new float[FloatTensor.count(dimensions)];
            for (int k = 0; k < values.length; k++) {
                values[k] = centre + 0.3f * (float) random.nextGaussian();
            }
            weights.put(name, new FloatTensor(dimensions, values));
        });
        return weights;
    }

    /** The same sizes with some choices changed. */
    public static DecoderConfig like(DecoderConfig c, double ropeTheta, boolean tiedHead, Biases biases) {
        return like(c, c.rmsNormEpsilon(), ropeTheta, tiedHead, biases);
    }

    /** The same sizes with these choices. */
    public static DecoderConfig like(
            DecoderConfig c, double rmsNormEpsilon, double ropeTheta, boolean tiedHead, Biases biases) {
        return new DecoderConfig(
                c.family(),
                c.layers(),
                c.hidden(),
                c.heads(),
                c.keyValueHeads(),
                c.headWidth(),
                c.intermediate(),
                c.vocabulary(),
                c.longestInput(),
                rmsNormEpsilon,
                ropeTheta,
                tiedHead,
                biases);
    }
}
