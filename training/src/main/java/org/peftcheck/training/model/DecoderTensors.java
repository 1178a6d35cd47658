package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a decoder by the names that Hugging Face's causal language models give them, prefix {@code model.} included: so
 * {@code model.embed_tokens.weight}, {@code model.layers.0.self_attn.q_proj.weight}, {@code model.norm.weight} and {@code lm_head.weight}.
 * These are the names of {@link org.peftcheck.papers.architecture.LlamaArchitecture} too. A tied head is no tensor of its own.
 *
 * <p>Query and key rows are in the order of Hugging Face: feature j of a head turns with feature j + w/2, for j below w/2. Files of
 * llama2.c and Meta's own have the pairs side by side, features 2j and 2j + 1; {@link #halves} says which of their rows goes where.
 */
public final class DecoderTensors {

    /** The table of token embeddings. */
    public static final String EMBEDDINGS = "model.embed_tokens.weight";
    /** The gain of the last norm. */
    public static final String FINAL_NORM = "model.norm.weight";
    /** The weight of a head that is not tied. */
    public static final String HEAD = "lm_head.weight";

    private DecoderTensors() {}

    /**
     * What the names of a block's tensors begin with.
     *
     * @param layer the block, from 0
     * @return such as {@code model.layers.0.}
     */
    public static String block(int layer) {
        return "model.layers." + layer + ".";
    }

    /**
     * The order in which the rows of a query or key weight with pairs side by side are taken to be in Hugging Face's order: row k of the
     * result is row {@code halves(heads, width)[k]} of the file. In each head, feature j is the file's feature 2j, and feature j + w/2
     * its feature 2j + 1.
     *
     * @param heads the number of query heads, or of key heads
     * @param width the width w of a head, even
     * @return a permutation of the rows
     */
    public static int[] halves(int heads, int width) {
        int[] order = new int[heads * width];
        for (int k = 0; k < order.length; k++) {
            int feature = k % width;
            int half = width / 2;
            order[k] = k - feature + (feature < half ? 2 * feature : 2 * (feature - half) + 1);
        }
        return order;
    }

    /**
     * The tensors of a decoder, all of them and no others.
     *
     * @param config the decoder's sizes
     * @return shapes by name, linear layers as d_out × d_in
     */
    public static Map<String, List<Integer>> required(DecoderConfig config) {
        int d = config.hidden();
        int inner = config.intermediate();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(EMBEDDINGS, List.of(config.vocabulary(), d));
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = block(layer);
            boolean qkv = config.biases().queryKeyValue();
            boolean mlp = config.biases().feedForward();
            shapes.put(block + "input_layernorm.weight", List.of(d));
            linear(shapes, block + "self_attn.q_proj", config.queryWidth(), d, qkv);
            linear(shapes, block + "self_attn.k_proj", config.keyValueWidth(), d, qkv);
            linear(shapes, block + "self_attn.v_proj", config.keyValueWidth(), d, qkv);
            linear(
                    shapes,
                    block + "self_attn.o_proj",
                    d,
                    config.queryWidth(),
                    config.biases().attentionOutput());
            if (config.hasHeadNorms()) {
                shapes.put(block + "self_attn.q_norm.weight", List.of(config.headWidth()));
                shapes.put(block + "self_attn.k_norm.weight", List.of(config.headWidth()));
            }
            shapes.put(block + "post_attention_layernorm.weight", List.of(d));
            linear(shapes, block + "mlp.gate_proj", inner, d, mlp);
            linear(shapes, block + "mlp.up_proj", inner, d, mlp);
            linear(shapes, block + "mlp.down_proj", d, inner, mlp);
        }
        shapes.put(FINAL_NORM, List.of(d));
        if (!config.tiedHead()) {
            shapes.put(HEAD, List.of(config.vocabulary(), d));
        }
        return shapes;
    }

    /**
     * Checks weights against the sizes.
     *
     * @param model the model's name, for messages
     * @param config the sizes
     * @param weights tensors by name
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no decoder of these sizes
     */
    static void check(String model, DecoderConfig config, Map<String, FloatTensor> weights) {
        TensorShapesCheck.require(model, required(config), config.layers() + " blocks", weights);
    }

    private static void linear(Map<String, List<Integer>> shapes, String name, int dOut, int dIn, boolean bias) {
        shapes.put(name + ".weight", List.of(dOut, dIn));
        if (bias) {
            shapes.put(name + ".bias", List.of(dOut));
        }
    }
}
