package org.peftcheck.training.model;

/**
 * What an encoder reads of a batch of n inputs of T tokens.
 *
 * @param ids token numbers, n·T
 * @param tokenTypes segments, n·T
 * @param positions rows of the table of positions, n·T
 * @param attentionBias n × 1 × 1 × T, added to attention scores: 0 at a token, −10⁹ at padding
 * @param pooling n × 1 × T, the weights with which hidden states are added up to one vector
 * @param <T> what a tensor is
 */
public record EncoderInputs<T>(T ids, T tokenTypes, T positions, T attentionBias, T pooling) {}
