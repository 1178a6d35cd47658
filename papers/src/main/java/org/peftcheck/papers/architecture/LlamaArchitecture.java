package org.peftcheck.papers.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A LLaMA-like decoder (LLaMA, Mistral, Qwen2, Qwen3): rotary positions, grouped key and value heads, gated feed-forward
 * layers, RMS norms with a weight and no bias.
 *
 * @param name the name that users know it by
 * @param modelType {@code llama}, {@code mistral}, {@code qwen2} or {@code qwen3}
 * @param hiddenSize width of the hidden states
 * @param blocks number of blocks
 * @param intermediateSize width inside the feed-forward layers
 * @param vocabularySize number of tokens
 * @param heads number of query heads
 * @param keyValueHeads number of key and of value heads; it divides {@code heads}
 * @param headSize width of one head
 * @param tiedHead whether the head shares the weight of the token embedding
 * @param biases which linear layers have biases
 * @param headNorms whether query and key heads have a norm of their own (Qwen3)
 */
public record LlamaArchitecture(
        String name,
        String modelType,
        int hiddenSize,
        int blocks,
        int intermediateSize,
        int vocabularySize,
        int heads,
        int keyValueHeads,
        int headSize,
        boolean tiedHead,
        Biases biases,
        boolean headNorms)
        implements Architecture {

    /**
     * Which linear layers have biases.
     *
     * @param queryKeyValue query, key and value
     * @param attentionOutput the output projection of the attention
     * @param feedForward gate, up and down
     */
    public record Biases(boolean queryKeyValue, boolean attentionOutput, boolean feedForward) {}

    @Override
    public List<LinearLayer> layers() {
        int queryWidth = heads * headSize;
        int groupWidth = keyValueHeads * headSize;
        boolean qkv = biases.queryKeyValue();
        boolean mlp = biases.feedForward();
        return List.of(
                inBlock(LinearRole.QUERY, "self_attn", "q_proj", queryWidth, hiddenSize, qkv),
                inBlock(LinearRole.KEY, "self_attn", "k_proj", groupWidth, hiddenSize, qkv),
                inBlock(LinearRole.VALUE, "self_attn", "v_proj", groupWidth, hiddenSize, qkv),
                inBlock(
                        LinearRole.ATTENTION_OUTPUT,
                        "self_attn",
                        "o_proj",
                        hiddenSize,
                        queryWidth,
                        biases.attentionOutput()),
                inBlock(LinearRole.GATE, "mlp", "gate_proj", intermediateSize, hiddenSize, mlp),
                inBlock(LinearRole.UP, "mlp", "up_proj", intermediateSize, hiddenSize, mlp),
                inBlock(LinearRole.DOWN, "mlp", "down_proj", hiddenSize, intermediateSize, mlp),
                new LinearLayer(LinearRole.HEAD, "lm_head", "lm_head", 0, 1, vocabularySize, hiddenSize, false));
    }

    private LinearLayer inBlock(LinearRole role, String part, String target, int dOut, int dIn, boolean bias) {
        return new LinearLayer(role, target, "model.layers.{i}." + part + "." + target, 0, blocks, dOut, dIn, bias);
    }

    @Override
    public long otherParameters() {
        long embedding = (long) vocabularySize * hiddenSize;
        long norms = (2L * blocks + 1) * hiddenSize;
        long perHead = headNorms ? 2L * blocks * headSize : 0;
        return embedding + norms + perHead;
    }

    @Override
    public OptionalInt attentionHeads() {
        return OptionalInt.of(heads);
    }

    /** A head that shares the weight of the token embedding is no part of its own. */
    @Override
    public List<ModelPart> parts() {
        long embedding = (long) vocabularySize * hiddenSize;
        long norms = 2L * blocks * hiddenSize + (headNorms ? 2L * blocks * headSize : 0);
        List<ModelPart> parts = new ArrayList<>(List.of(
                new ModelPart(ModelPart.EMBEDDINGS, embedding),
                new ModelPart(ModelPart.BLOCKS, LinearLayer.parametersInBlocks(layers()) + norms),
                new ModelPart(ModelPart.FINAL_NORM, hiddenSize)));
        if (!tiedHead) {
            parts.add(new ModelPart(ModelPart.HEAD, embedding));
        }
        return List.copyOf(parts);
    }

    /**
     * The whole model first, a tied head counted once; then without the head, where it has a weight of its own; then without head
     * and embeddings.
     */
    @Override
    public List<Denominator> denominators() {
        long head = (long) vocabularySize * hiddenSize;
        long withoutHead = otherParameters()
                + layers().stream().mapToLong(LinearLayer::parameters).sum()
                - head;
        Denominator inner = new Denominator("without embeddings", withoutHead - head);
        return tiedHead
                ? List.of(new Denominator("whole model", withoutHead), inner)
                : List.of(
                        new Denominator("whole model", withoutHead + head),
                        new Denominator("without head", withoutHead),
                        inner);
    }
}
