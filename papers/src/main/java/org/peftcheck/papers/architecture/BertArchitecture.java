package org.peftcheck.papers.architecture;

import java.util.List;
import java.util.OptionalInt;

/**
 * A BERT-like encoder (BERT, RoBERTa): learnt position embeddings, post-norm blocks, all linear layers with biases, a
 * pooler on the first token.
 *
 * @param name the name that users know it by
 * @param modelType {@code bert}, {@code roberta} or {@code xlm-roberta}
 * @param hiddenSize width of the hidden states
 * @param blocks number of blocks
 * @param heads number of attention heads
 * @param intermediateSize width inside the feed-forward layers
 * @param vocabularySize number of tokens
 * @param positions number of position embeddings
 * @param tokenTypes number of token-type embeddings
 */
public record BertArchitecture(
        String name,
        String modelType,
        int hiddenSize,
        int blocks,
        int heads,
        int intermediateSize,
        int vocabularySize,
        int positions,
        int tokenTypes)
        implements Architecture {

    @Override
    public List<LinearLayer> layers() {
        return List.of(
                inBlock(LinearRole.QUERY, "query", "attention.self.query", hiddenSize, hiddenSize),
                inBlock(LinearRole.KEY, "key", "attention.self.key", hiddenSize, hiddenSize),
                inBlock(LinearRole.VALUE, "value", "attention.self.value", hiddenSize, hiddenSize),
                inBlock(
                        LinearRole.ATTENTION_OUTPUT,
                        "attention_output",
                        "attention.output.dense",
                        hiddenSize,
                        hiddenSize),
                inBlock(LinearRole.UP, "intermediate", "intermediate.dense", intermediateSize, hiddenSize),
                inBlock(LinearRole.DOWN, "output", "output.dense", hiddenSize, intermediateSize),
                new LinearLayer(LinearRole.POOLER, "pooler", "pooler.dense", 0, 1, hiddenSize, hiddenSize, true));
    }

    private LinearLayer inBlock(LinearRole role, String target, String suffix, int dOut, int dIn) {
        return new LinearLayer(role, target, "encoder.layer.{i}." + suffix, 0, blocks, dOut, dIn, true);
    }

    @Override
    public long otherParameters() {
        long embeddings = ((long) vocabularySize + positions + tokenTypes) * hiddenSize;
        long norms = (1L + 2L * blocks) * 2 * hiddenSize;
        return embeddings + norms;
    }

    @Override
    public OptionalInt attentionHeads() {
        return OptionalInt.of(heads);
    }

    /** The norm of the embeddings is one of them. */
    @Override
    public List<ModelPart> parts() {
        long embeddings = ((long) vocabularySize + positions + tokenTypes) * hiddenSize + 2L * hiddenSize;
        long norms = 4L * blocks * hiddenSize;
        return List.of(
                new ModelPart(ModelPart.EMBEDDINGS, embeddings),
                new ModelPart(ModelPart.BLOCKS, LinearLayer.parametersInBlocks(layers()) + norms),
                new ModelPart(ModelPart.POOLER, (long) hiddenSize * hiddenSize + hiddenSize));
    }

    /** The whole model first; the one without embeddings is without the pooler, too. */
    @Override
    public List<Denominator> denominators() {
        long all = otherParameters()
                + layers().stream().mapToLong(LinearLayer::parameters).sum();
        long pooler = (long) hiddenSize * hiddenSize + hiddenSize;
        return List.of(
                new Denominator("with pooler", all),
                new Denominator("without pooler", all - pooler),
                new Denominator("without embeddings", all - pooler - ModelPart.of(parts(), ModelPart.EMBEDDINGS)));
    }
}
