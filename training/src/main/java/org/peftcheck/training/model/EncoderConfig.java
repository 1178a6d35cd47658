package org.peftcheck.training.model;

import org.peftcheck.theory.algebra.Activation;

/**
 * The sizes and choices of an encoder of the BERT family, by the names of Hugging Face's {@code config.json}.
 *
 * @param family BERT or RoBERTa
 * @param layers {@code num_hidden_layers}
 * @param hidden {@code hidden_size}, d
 * @param heads {@code num_attention_heads}, a divisor of d
 * @param intermediate {@code intermediate_size}
 * @param vocabulary {@code vocab_size}
 * @param positions {@code max_position_embeddings}, for RoBERTa with the two that are never used
 * @param tokenTypes {@code type_vocab_size}
 * @param layerNormEpsilon {@code layer_norm_eps}
 * @param activation {@code hidden_act}
 */
public record EncoderConfig(
        Family family,
        int layers,
        int hidden,
        int heads,
        int intermediate,
        int vocabulary,
        int positions,
        int tokenTypes,
        double layerNormEpsilon,
        Activation activation) {

    /** What differs between encoders of one build: the numbering of positions and the usual head. */
    public enum Family {
        /** Positions from 0. */
        BERT,
        /** Positions from 2, after the padding token's; padding does not count. */
        ROBERTA
    }

    /** Checks that the heads divide the hidden size and that nothing is below 1. */
    public EncoderConfig {
        int least = Math.min(
                Math.min(Math.min(layers, hidden), Math.min(heads, intermediate)),
                Math.min(Math.min(vocabulary, positions), tokenTypes));
        if (least < 1) {
            throw new IllegalArgumentException("encoder: expected sizes of at least 1, got " + least);
        }
        if (hidden % heads != 0) {
            throw new IllegalArgumentException(
                    "encoder: expected a number of heads that divides " + hidden + " features, got " + heads);
        }
    }

    /** The length of the longest input in tokens. */
    public int longestInput() {
        return family == Family.ROBERTA ? positions - 2 : positions;
    }
}
