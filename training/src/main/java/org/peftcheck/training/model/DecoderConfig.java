package org.peftcheck.training.model;

import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;

/**
 * The sizes and choices of a decoder of the LLaMA family, by the names of Hugging Face's {@code config.json}. Positions are rotary and
 * not scaled ({@code rope_scaling} null), attention sees every earlier token (no sliding window), the feed-forward network is SwiGLU
 * ({@code hidden_act} silu).
 *
 * @param family LLaMA or Qwen3
 * @param layers {@code num_hidden_layers}
 * @param hidden {@code hidden_size}, d
 * @param heads {@code num_attention_heads}
 * @param keyValueHeads {@code num_key_value_heads}, a divisor of the number of heads
 * @param headWidth {@code head_dim}, even; d / heads where the file has none
 * @param intermediate {@code intermediate_size}
 * @param vocabulary {@code vocab_size}
 * @param longestInput {@code max_position_embeddings}
 * @param rmsNormEpsilon {@code rms_norm_eps}
 * @param ropeTheta {@code rope_theta}, the base of the rotary positions
 * @param tiedHead {@code tie_word_embeddings}: the head is the table of token embeddings
 * @param biases which linear layers have biases: {@code attention_bias} is those of query, key, value and output, {@code mlp_bias} those
 *     of the feed-forward network
 */
public record DecoderConfig(
        Family family,
        int layers,
        int hidden,
        int heads,
        int keyValueHeads,
        int headWidth,
        int intermediate,
        int vocabulary,
        int longestInput,
        double rmsNormEpsilon,
        double ropeTheta,
        boolean tiedHead,
        Biases biases) {

    /** No biases, as most decoders have it. */
    public static final Biases NO_BIASES = new Biases(false, false, false);

    /** What differs between decoders of one build. */
    public enum Family {
        /** LLaMA; Mistral and Qwen2 are of the same form. */
        LLAMA,
        /** Qwen3: query and key heads are normalised before they are rotated. */
        QWEN3
    }

    /** Checks the sizes. */
    public DecoderConfig {
        int least = Math.min(
                Math.min(Math.min(layers, hidden), Math.min(heads, keyValueHeads)),
                Math.min(Math.min(headWidth, intermediate), Math.min(vocabulary, longestInput)));
        if (least < 1) {
            throw new IllegalArgumentException("decoder: expected sizes of at least 1, got " + least);
        }
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException("decoder: expected a number of key and value heads that divides " + heads
                    + " heads, got " + keyValueHeads);
        }
        if (headWidth % 2 != 0) {
            throw new IllegalArgumentException("decoder: expected heads of an even width, got " + headWidth);
        }
        if (!(rmsNormEpsilon >= 0) || !(ropeTheta > 0)) {
            throw new IllegalArgumentException("decoder: expected an RMS norm's epsilon of at least 0 and a rotary base"
                    + " above 0, got " + rmsNormEpsilon + " and " + ropeTheta);
        }
    }

    /** Whether query and key heads have a norm of their own. */
    public boolean hasHeadNorms() {
        return family == Family.QWEN3;
    }

    /** The features of all query heads. */
    public int queryWidth() {
        return heads * headWidth;
    }

    /** The features of all key heads, and of all value heads. */
    public int keyValueWidth() {
        return keyValueHeads * headWidth;
    }

    /** How many query heads share a key head and a value head. */
    public int group() {
        return heads / keyValueHeads;
    }
}
