package org.peftcheck.papers.architecture;

import java.util.List;
import java.util.OptionalInt;

/**
 * A vision transformer: patches by a convolution, a class token, learnt position embeddings, pre-norm blocks, a last norm.
 *
 * @param name the name that users know it by
 * @param modelType {@code vit}
 * @param hiddenSize width of the hidden states
 * @param blocks number of blocks
 * @param heads number of attention heads
 * @param intermediateSize width inside the feed-forward layers
 * @param imageSize pixels along a side of the image
 * @param patchSize pixels along a side of a patch
 * @param channels colour channels of the image
 * @param queryKeyValueBias whether query, key and value have biases
 */
public record VitArchitecture(
        String name,
        String modelType,
        int hiddenSize,
        int blocks,
        int heads,
        int intermediateSize,
        int imageSize,
        int patchSize,
        int channels,
        boolean queryKeyValueBias)
        implements Architecture {

    @Override
    public List<LinearLayer> layers() {
        boolean qkv = queryKeyValueBias;
        return List.of(
                inBlock(LinearRole.QUERY, "query", "attention.attention.query", hiddenSize, hiddenSize, qkv),
                inBlock(LinearRole.KEY, "key", "attention.attention.key", hiddenSize, hiddenSize, qkv),
                inBlock(LinearRole.VALUE, "value", "attention.attention.value", hiddenSize, hiddenSize, qkv),
                inBlock(
                        LinearRole.ATTENTION_OUTPUT,
                        "attention_output",
                        "attention.output.dense",
                        hiddenSize,
                        hiddenSize,
                        true),
                inBlock(LinearRole.UP, "intermediate", "intermediate.dense", intermediateSize, hiddenSize, true),
                inBlock(LinearRole.DOWN, "output", "output.dense", hiddenSize, intermediateSize, true));
    }

    private LinearLayer inBlock(LinearRole role, String target, String suffix, int dOut, int dIn, boolean bias) {
        return new LinearLayer(role, target, "encoder.layer.{i}." + suffix, 0, blocks, dOut, dIn, bias);
    }

    @Override
    public long otherParameters() {
        long norms = (2L * blocks + 1) * 2 * hiddenSize;
        return embeddings() + norms;
    }

    private long embeddings() {
        long patches = (long) hiddenSize * channels * patchSize * patchSize + hiddenSize;
        return patches + (long) (tokens() + 1) * hiddenSize;
    }

    /** Tokens of an image: its patches and the class token. */
    public int tokens() {
        int side = imageSize / patchSize;
        return side * side + 1;
    }

    @Override
    public OptionalInt attentionHeads() {
        return OptionalInt.of(heads);
    }

    /** Without a head; the patch convolution, the class token and the positions are the embeddings. */
    @Override
    public List<ModelPart> parts() {
        return List.of(
                new ModelPart(ModelPart.EMBEDDINGS, embeddings()),
                new ModelPart(ModelPart.BLOCKS, LinearLayer.parametersInBlocks(layers()) + 4L * blocks * hiddenSize),
                new ModelPart(ModelPart.FINAL_NORM, 2L * hiddenSize));
    }

    /** Without a head first; the pooler is the one that Hugging Face puts on a model without a head. */
    @Override
    public List<Denominator> denominators() {
        long withoutHead = otherParameters()
                + layers().stream().mapToLong(LinearLayer::parameters).sum();
        long pooler = (long) hiddenSize * hiddenSize + hiddenSize;
        return List.of(
                new Denominator("without head", withoutHead),
                new Denominator("with pooler", withoutHead + pooler),
                new Denominator("without embeddings", withoutHead - embeddings()));
    }
}
