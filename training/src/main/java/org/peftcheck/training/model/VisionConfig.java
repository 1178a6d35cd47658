package org.peftcheck.training.model;

import org.peftcheck.theory.algebra.Activation;

/**
 * The sizes and choices of a vision transformer, by the names of Hugging Face's {@code config.json}.
 *
 * @param imageSize {@code image_size}, pixels along each side of an image
 * @param patchSize {@code patch_size}, pixels along each side of a patch p, a divisor of the image size
 * @param channels {@code num_channels}, c
 * @param layers {@code num_hidden_layers}
 * @param hidden {@code hidden_size}, d
 * @param heads {@code num_attention_heads}, a divisor of d
 * @param intermediate {@code intermediate_size}
 * @param layerNormEpsilon {@code layer_norm_eps}
 * @param activation {@code hidden_act}
 * @param queryKeyValueBias {@code qkv_bias}
 */
public record VisionConfig(
        int imageSize,
        int patchSize,
        int channels,
        int layers,
        int hidden,
        int heads,
        int intermediate,
        double layerNormEpsilon,
        Activation activation,
        boolean queryKeyValueBias) {

    /** Checks that nothing is below 1, that patches fill an image and that the heads divide the hidden size. */
    public VisionConfig {
        int least = Math.min(
                Math.min(Math.min(imageSize, patchSize), Math.min(channels, layers)),
                Math.min(Math.min(hidden, heads), intermediate));
        if (least < 1) {
            throw new IllegalArgumentException("vision transformer: expected sizes of at least 1, got " + least);
        }
        if (imageSize % patchSize != 0) {
            throw new IllegalArgumentException("vision transformer: expected a side of patches that divides "
                    + imageSize + " pixels, got " + patchSize);
        }
        if (hidden % heads != 0) {
            throw new IllegalArgumentException("vision transformer: expected a number of heads that divides " + hidden
                    + " features, got " + heads);
        }
    }

    /** The patches along a side. */
    public int patchesAlongSide() {
        return imageSize / patchSize;
    }

    /** The tokens of an image: the class token and P patches. */
    public int tokens() {
        return patchesAlongSide() * patchesAlongSide() + 1;
    }

    /** The numbers of a patch, c·p·p. */
    public int patchNumbers() {
        return channels * patchSize * patchSize;
    }
}
