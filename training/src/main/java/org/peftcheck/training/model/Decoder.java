package org.peftcheck.training.model;

import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.algebra.Activation;

/**
 * The forward pass of a LLaMA or Qwen3 decoder and its head, written once (Touvron et al. 2023; Qwen Team 2025): RMS norms before
 * attention and feed-forward network, rotary positions with the two halves of a head turning together, query heads in groups that
 * share a key head and a value head, SwiGLU.
 *
 * @param config the sizes
 * @param algebra the reading
 * @param weights the weights in this reading
 * @param <T> what a tensor is
 */
public record Decoder<T>(DecoderConfig config, TensorAlgebra<T> algebra, NetworkWeights<T> weights) {

    private static final Activation SILU = new Activation.Silu();

    /**
     * The hidden states after the last norm.
     *
     * @param inputs a batch of n sequences of T tokens
     * @return n·T × d
     */
    public T hiddenStates(DecoderInputs<T> inputs) {
        T states = algebra.gather(weights.tensor(DecoderTensors.EMBEDDINGS), inputs.ids());
        for (int layer = 0; layer < config.layers(); layer++) {
            states = block(layer, states, inputs);
        }
        return norm(DecoderTensors.FINAL_NORM, states);
    }

    /**
     * The logits of the next token.
     *
     * @param states hidden states n × d
     * @return n × vocabulary
     */
    public T logits(T states) {
        return config.tiedHead()
                ? algebra.linear(states, weights.tensor(DecoderTensors.EMBEDDINGS))
                : weights.linear(DecoderTensors.HEAD, states);
    }

    private T block(int layer, T states, DecoderInputs<T> inputs) {
        String prefix = DecoderTensors.block(layer);
        T context = attention(prefix + "self_attn.", norm(prefix + "input_layernorm.weight", states), inputs);
        boolean biased = config.biases().attentionOutput();
        T projected = linear(prefix + "self_attn.o_proj", context, biased);
        T middle = algebra.plus(states, weights.at(Hook.AFTER_ATTENTION, layer, projected));
        T fed = feedForward(prefix + "mlp.", norm(prefix + "post_attention_layernorm.weight", middle));
        T left = algebra.plus(middle, weights.at(Hook.AFTER_FEED_FORWARD, layer, fed));
        return weights.at(Hook.RESIDUAL_STREAM, layer, left);
    }

    private T feedForward(String prefix, T states) {
        boolean biased = config.biases().feedForward();
        T gate = algebra.activate(SILU, linear(prefix + "gate_proj", states, biased));
        T up = linear(prefix + "up_proj", states, biased);
        return linear(prefix + "down_proj", algebra.times(gate, up), biased);
    }

    /** The contexts of all heads beside each other, n·T × heads·w. */
    private T attention(String prefix, T states, DecoderInputs<T> inputs) {
        int length = algebra.shape(inputs.causal())[0];
        int rows = algebra.shape(states)[0] / length;
        int heads = config.heads();
        int shared = config.keyValueHeads();
        int width = config.headWidth();
        boolean biased = config.biases().queryKeyValue();
        T query = rotated(prefix + "q", linear(prefix + "q_proj", states, biased), heads, inputs);
        T key = rotated(prefix + "k", linear(prefix + "k_proj", states, biased), shared, inputs);
        T value = algebra.reshape(linear(prefix + "v_proj", states, biased), rows, length, shared, width);
        T grouped = grouped(algebra.permute(query, 0, 2, 1, 3), rows, length, width);
        T products = algebra.matmul(grouped, algebra.permute(key, 0, 2, 3, 1));
        T scores = algebra.scale(1 / Math.sqrt(width), algebra.reshape(products, rows, heads, length, length));
        T shares = algebra.softmax(algebra.plus(scores, inputs.causal()));
        T contexts = algebra.matmul(grouped(shares, rows, length, length), algebra.permute(value, 0, 2, 1, 3));
        T byToken = algebra.permute(algebra.reshape(contexts, rows, heads, length, width), 0, 2, 1, 3);
        return algebra.reshape(byToken, rows * length, config.queryWidth());
    }

    /** Rows n × heads × T × m of all query heads as n × shared heads × group·T × m: those that share a key head under each other. */
    private T grouped(T tensor, int rows, int length, int last) {
        return algebra.reshape(tensor, rows, config.keyValueHeads(), config.group() * length, last);
    }

    /** Query or key heads turned by their positions, n × T × count × w; normalised before that where the family does so. */
    private T rotated(String name, T projected, int count, DecoderInputs<T> inputs) {
        int length = algebra.shape(inputs.causal())[0];
        int tokens = algebra.shape(projected)[0];
        int width = config.headWidth();
        T heads = algebra.reshape(projected, tokens * count, width);
        if (config.hasHeadNorms()) {
            heads = norm(name + "_norm.weight", heads);
        }
        T turned = algebra.linear(heads, inputs.turn());
        T straight = algebra.reshape(heads, tokens / length, length, count, width);
        T across = algebra.reshape(turned, tokens / length, length, count, width);
        return algebra.plus(algebra.times(straight, inputs.cosines()), algebra.times(across, inputs.sines()));
    }

    private T linear(String layer, T rows, boolean biased) {
        T product = weights.linear(layer + ".weight", rows);
        return biased ? algebra.plus(product, weights.tensor(layer + ".bias")) : product;
    }

    private T norm(String gain, T rows) {
        return algebra.rmsNorm(rows, weights.tensor(gain), config.rmsNormEpsilon());
    }
}
